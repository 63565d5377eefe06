import { NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, idempotent, unwrap } from "@/api/client";
import { once } from "@/api/once";
import { customerKeys, refreshCustomers } from "@/features/customers/keys";
import type { Customer, Identity } from "@/features/customers/types";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { wholeErrorText } from "@/ui/errorText";
import { notify } from "@/ui/notify";
import { readable } from "@/ui/PhoneLink";
import { labelOfField } from "./fields";

const KINDS = ["phone", "wechat", "qq", "email", "external"] as const;
type Kind = (typeof KINDS)[number];

interface Props {
  customer: Customer;
  onClose: () => void;
}

/** Another way to recognise this person. */
export function ContactDialog({ customer, onClose }: Props) {
  const [kind, setKind] = useState<Kind>("phone");
  const [value, setValue] = useState("");
  const [source, setSource] = useState("");
  const add = useAdd(customer.id, onClose);
  const send = () => {
    const external = kind === "external" ? source.trim() : "";
    if (value.trim()) add.mutate({ kind, value: value.trim(), source: external });
  };
  return (
    <ConfirmDialog
      opened
      title={t("customers.edit.addTitle", { name: nameOf(customer) })}
      confirmLabel={t("ui.save")}
      loading={add.isPending}
      submitError={null}
      onConfirm={send}
      onClose={onClose}
    >
      <Stack gap="sm">
        <NativeSelect
          label={t("customers.edit.kind")}
          data={KINDS.map((each) => ({ value: each, label: labelOfField(each) }))}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as Kind)}
        />
        {kind === "external" && (
          <TextInput
            label={t("customers.edit.system")}
            description={t("customers.edit.systemHint")}
            value={source}
            onChange={(event) => setSource(event.currentTarget.value)}
          />
        )}
        <TextInput
          data-autofocus
          label={t("customers.edit.value")}
          type={kind === "phone" ? "tel" : "text"}
          value={value}
          error={add.error ? wholeErrorText(add.error) : undefined}
          onChange={(event) => setValue(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Enter" && send()}
        />
      </Stack>
    </ConfirmDialog>
  );
}

function useAdd(id: number, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: { kind: Kind; value: string; source: string }) =>
      once(`contact.${id}.${given.kind}.${given.value}`, (key) =>
        unwrap(
          api.POST("/api/v1/customers/{id}/identities/", {
            params: { path: { id }, header: idempotent(key) },
            body: { ...given, is_primary: false },
          }),
        ),
      ),
    onSuccess: (saved, { kind }) => {
      client.setQueryData(customerKeys.detail(id), saved);
      notify(t("customers.edit.saved", { field: labelOfField(kind) }));
      onDone();
    },
    onSettled: () => refreshCustomers(client),
  });
}

export function RemoveContactDialog({
  customer,
  identity,
  onClose,
}: Props & { identity: Identity }) {
  const client = useQueryClient();
  const value = identity.kind === "phone" ? readable(identity.value) : identity.value;
  const remove = useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE("/api/v1/customers/{id}/identities/{identity}/", {
          params: { path: { id: customer.id, identity: identity.id } },
        }),
      ),
    onSuccess: () => {
      notify(t("customers.edit.removed", { value }));
      onClose();
    },
    onSettled: () => refreshCustomers(client),
  });
  return (
    <ConfirmDialog
      opened
      danger
      title={t("customers.edit.removeTitle", { value })}
      consequence={t("customers.edit.removeConsequence")}
      confirmLabel={t("customers.act.remove")}
      loading={remove.isPending}
      submitError={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    />
  );
}
