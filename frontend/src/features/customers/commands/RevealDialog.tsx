import { Loader, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema.gen";
import { customerKeys } from "@/features/customers/keys";
import type { Customer, Named } from "@/features/customers/types";
import { useCustomer } from "@/features/customers/useCustomer";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";
import { ChoiceChips } from "@/ui/ChoiceChips";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { ErrorState } from "@/ui/ErrorState";
import { refusalText } from "@/ui/errorText";
import { Field } from "@/ui/Field";
import { PhoneLink } from "@/ui/PhoneLink";

type Revealed = components["schemas"]["Revealed"];
const REASONS = ["callback", "complaint", "duplicate", "handover"] as const;

interface Props {
  customer: Named;
  onClose: () => void;
}

/** Asks why, shows the contacts, and forgets them when it is closed: they are kept nowhere else. */
export function RevealDialog({ customer, onClose }: Props) {
  const known = useCustomer(customer.id);
  const reveal = useReveal(customer.id);
  const name = nameOf(customer);
  if (reveal.data) return <Shown name={name} shown={reveal.data} onClose={onClose} />;
  if (known.data) {
    return (
      <Ask
        customer={known.data}
        loading={reveal.isPending}
        error={reveal.error}
        onAsk={(reason) => reveal.mutate(reason)}
        onClose={onClose}
      />
    );
  }
  return (
    <Modal opened onClose={onClose} title={name} closeButtonProps={{ "aria-label": t("ui.close") }}>
      {known.error ? (
        <ErrorState error={known.error} onRetry={() => void known.refetch()} />
      ) : (
        <Loader size="sm" aria-label={t("ui.loading")} />
      )}
    </Modal>
  );
}

function useReveal(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      unwrap(
        api.POST("/api/v1/customers/{id}/reveal/", { params: { path: { id } }, body: { reason } }),
      ),
    // Not kept once the dialog is gone.
    gcTime: 0,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: customerKeys.detail(id), exact: true });
      void client.invalidateQueries({ queryKey: ["reveals"] });
    },
  });
}

interface AskProps {
  customer: Customer;
  loading: boolean;
  error: unknown;
  onAsk: (reason: string) => void;
  onClose: () => void;
}

function Ask({ customer, loading, error, onAsk, onClose }: AskProps) {
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const left = customer.reveals_left;
  const refusal = refusalText(customer.refusals.reveal);
  const chosen = REASONS.find((code) => t(`privacy.reveal.reasons.${code}`) === reason) ?? "";
  const options = REASONS.map((value) => ({ value, label: t(`privacy.reveal.reasons.${value}`) }));
  const ask = () => {
    setMissing(!reason.trim());
    if (reason.trim()) onAsk(reason.trim());
  };
  return (
    <ConfirmDialog
      opened
      title={t("privacy.reveal.title", { name: nameOf(customer) })}
      consequence={t("privacy.reveal.consequence")}
      confirmLabel={t("privacy.reveal.verb")}
      loading={loading}
      disabledReason={refusal}
      submitError={error}
      onConfirm={ask}
      onClose={onClose}
    >
      <Stack gap="sm">
        {!refusal && left !== null && <Text>{t("privacy.reveal.left", { count: left })}</Text>}
        <ChoiceChips
          label={t("privacy.reveal.why")}
          options={options}
          value={chosen}
          onChange={(code) => setReason(code ? t(`privacy.reveal.reasons.${code}`) : "")}
        />
        <TextInput
          label={t("privacy.reveal.words")}
          maxLength={200}
          value={reason}
          error={missing && !reason.trim() ? t("errors.required") : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}

function Shown({ name, shown, onClose }: { name: string; shown: Revealed; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("privacy.reveal.shown", { name })}
      closeButtonProps={{ "aria-label": t("ui.close") }}
    >
      {shown.contacts.map(({ kind, value }) => (
        <Field key={`${kind} ${value}`} label={t(`customers.field.${kind}`)}>
          {kind === "phone" ? <PhoneLink phone={value} masked={false} /> : <span>{value}</span>}
        </Field>
      ))}
      <p>
        {t("privacy.reveal.once")}
        {shown.left !== null && ` ${t("privacy.reveal.left", { count: shown.left })}`}
      </p>
    </Modal>
  );
}
