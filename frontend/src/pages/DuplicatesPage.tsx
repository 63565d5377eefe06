import { SegmentedControl } from "@mantine/core";
import { PairList, type Standing } from "@/features/merging";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { EmptyState } from "@/ui/EmptyState";
import { PageHeader } from "@/ui/PageHeader";

const STANDINGS: readonly Standing[] = ["open", "dismissed"];

/** Who may be one person: compare and merge, or say that they are two. */
export default function DuplicatesPage() {
  const { capabilities } = useMe();
  const [said, say] = useUrlParam("state");
  const state = STANDINGS.find((standing) => standing === said) ?? "open";
  const may = capabilities.includes("customers.merge");
  return (
    <>
      <PageHeader
        title={t("nav.duplicates")}
        note={t("merging.note")}
        actions={
          may && (
            <SegmentedControl
              aria-label={t("merging.which")}
              value={state}
              onChange={(next) => say(next === "open" ? undefined : next)}
              data={STANDINGS.map((value) => ({ value, label: t(`merging.${value}`) }))}
            />
          )
        }
      />
      {may ? (
        <PairList key={state} state={state} />
      ) : (
        <EmptyState title={t("errors.role_may_not")} hint={t("merging.mayNot")} />
      )}
    </>
  );
}
