import { Skeleton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { Employee } from "@/features/people/queries";
import { t } from "@/i18n";
import { isProblem } from "@/lib/problem";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { ErrorState } from "@/ui/ErrorState";
import { Panel } from "@/ui/Panel";
import { RefusableButton } from "@/ui/RefusableButton";
import { Candidates } from "./Candidates";
import { FinishFields } from "./FinishFields";
import { Holdings } from "./Holdings";
import { Outcome } from "./Outcome";
import { type Division, excess, type Preview, useHandOver, usePreview } from "./queries";
import { SharesTable } from "./SharesTable";
import { useFinish } from "./useFinish";

const NOBODY: Division = { split: [], typed: null };
const SETTLE_MS = 250;

interface Props {
  who: Employee;
  customersOf: (id: number) => string;
  onClose: () => void;
}

/** What somebody holds, who takes it over, and what that does; then it is done and can be watched. */
export function HandOverPanel({ who, customersOf, onClose }: Props) {
  const [division, setDivision] = useState(NOBODY);
  // Not at each digit that is typed.
  const [settled] = useDebouncedValue(division, SETTLE_MS, { leading: true });
  const [asking, setAsking] = useState(false);
  const preview = usePreview(who.id, settled);
  const finish = useFinish(preview.data);
  const handOver = useHandOver(who.id);
  const { leaves, note } = finish;
  const name = who.display_name;
  const verb = t(leaves ? "handover.verbLeave" : "handover.verb");
  // Whoever was chosen works here no more: one begins with nobody chosen.
  const again = () =>
    isProblem(preview.error) && preview.error.status === 400
      ? setDivision(NOBODY)
      : void preview.refetch();
  const over = preview.data ? excess(division, preview.data.households) : 0;
  const refusal = over ? t("handover.tooMany", { count: over }) : finish.refusal;
  const footer = preview.data && !handOver.data && (
    <RefusableButton showReason disabledReason={refusal} onClick={() => setAsking(true)}>
      {verb}
    </RefusableButton>
  );
  return (
    <Panel
      opened
      onClose={onClose}
      title={t("handover.title", { name })}
      width={560}
      footer={footer}
    >
      {handOver.data ? (
        <Outcome id={who.id} begun={handOver.data} />
      ) : preview.data ? (
        <>
          <Holdings preview={preview.data} href={customersOf(who.id)} />
          {preview.data.households > 0 && (
            <>
              <Candidates
                preview={preview.data}
                split={division.split}
                onChange={(split) => setDivision({ ...division, split })}
              />
              <SharesTable preview={preview.data} division={division} onChange={setDivision} />
            </>
          )}
          <FinishFields name={name} finish={finish} />
          {asking && (
            <ConfirmDialog
              opened
              danger={leaves}
              title={t("handover.confirmTitle", { count: preview.data.households, name })}
              consequence={consequence(preview.data, leaves, name)}
              confirmLabel={verb}
              loading={handOver.isPending}
              submitError={handOver.error}
              onConfirm={() => handOver.mutate({ ...division, leaves, note: note.trim() })}
              onClose={() => setAsking(false)}
            />
          )}
        </>
      ) : preview.error ? (
        <ErrorState error={preview.error} onRetry={again} />
      ) : (
        <Skeleton height={320} />
      )}
    </Panel>
  );
}

/** Said before it happens, for it cannot be undone. */
function consequence({ households }: Preview, leaves: boolean, name: string): string {
  return [
    ...(households > 0 ? [t("handover.consequence")] : []),
    ...(leaves ? [t("handover.consequenceLeave", { name })] : []),
  ].join(" ");
}
