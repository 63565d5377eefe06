import { useListChoices } from "@/features/customers/choices";
import type { Named } from "@/features/customers/types";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";
import { clearDraft } from "@/lib/drafts";
import { notify } from "@/ui/notify";
import { BulkOutcome } from "./BulkOutcome";
import { ReasonDialog } from "./ReasonDialog";
import { useRelease, useReleaseMany } from "./useCommands";

/** One or several back into the pool. It cannot be undone for free, so it says so first. */
export function ReleaseDialog({ customers, onDone, onClose }: Props) {
  const [one] = customers;
  const reasons = useListChoices("release_reason", "code");
  const release = useRelease();
  const releaseMany = useReleaseMany();
  if (!one) return null;
  const many = customers.length > 1;
  const draft = `release.${customers.map(({ id }) => id).join()}`;

  function confirm(reason: string, note: string) {
    if (!one) return;
    if (!many) {
      const said = { onSuccess: done(t("customers.release.done", { name: nameOf(one) })) };
      return release.mutate({ id: one.id, reason, note }, said);
    }
    const ids = customers.map((customer) => customer.id);
    releaseMany.mutate(
      { customers: ids, reason, note },
      {
        onSuccess: ({ results }) => {
          clearDraft(draft);
          onDone?.();
          if (results.every((result) => result.ok))
            done(t("customers.release.doneMany", { count: results.length }))();
        },
      },
    );
  }
  const done = (text: string) => () => {
    clearDraft(draft);
    notify(text);
    onClose();
  };
  const results = releaseMany.data?.results;
  if (results?.some((result) => !result.ok))
    return (
      <BulkOutcome
        results={results}
        customers={customers}
        done={(count) => t("customers.release.doneMany", { count })}
        onClose={onClose}
      />
    );
  const command = many ? releaseMany : release;
  return (
    <ReasonDialog
      title={
        many
          ? t("customers.release.titleMany", { count: customers.length })
          : t("customers.release.title", { name: nameOf(one) })
      }
      consequence={t("customers.release.consequence")}
      confirmLabel={t("customers.act.release")}
      noteLabel={t("customers.release.note")}
      reasons={reasons}
      draft={draft}
      loading={command.isPending}
      submitError={command.error}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}

interface Props {
  customers: readonly Named[];
  onDone: (() => void) | undefined;
  onClose: () => void;
}
