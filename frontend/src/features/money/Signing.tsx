import { Textarea } from "@mantine/core";
import { useState } from "react";
import { t, useLanguage } from "@/i18n";
import { readAmount } from "@/lib/amounts";
import { exactDay } from "@/lib/dates";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { notify } from "@/ui/notify";
import { type CashReport, useSign } from "./cashQueries";
import type { Counted } from "./SignDay";

interface Props {
  report: CashReport;
  counted: Counted;
  /** Something differs: it is explained. */
  apart: boolean;
  onClose: () => void;
  onDone: () => void;
}

/** Names what a signature means, and wants a difference explained. */
export function Signing({ report, counted, apart, onClose, onDone }: Props) {
  const sign = useSign();
  const language = useLanguage();
  const [note, setNote] = useState("");
  const told = { campus: report.campus?.name ?? "", day: exactDay(report.day, language) };
  const send = () => {
    const read = report.lines.map(({ method }) => [
      method,
      readAmount(counted[method] ?? "") ?? "",
    ]);
    sign.mutate(
      {
        campus: report.campus?.id ?? 0,
        day: report.day,
        counted: Object.fromEntries(read) as Counted,
        note,
      },
      {
        onSuccess: () => {
          notify(t("money.cash.done", told));
          onDone();
          onClose();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t("money.cash.signTitle", told)}
      consequence={t("money.cash.consequence")}
      confirmLabel={t("money.cash.sign")}
      onConfirm={send}
      loading={sign.isPending}
      submitError={sign.error}
      disabledReason={apart && !note.trim() ? t("money.cash.explain") : undefined}
    >
      <Textarea
        label={t(apart ? "money.cash.whyApart" : "payments.note")}
        required={apart}
        autosize
        minRows={2}
        data-autofocus
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
