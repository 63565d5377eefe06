import { TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import { customerKeys, refreshCustomers } from "@/features/customers/keys";
import type { Named } from "@/features/customers/types";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { notify } from "@/ui/notify";

interface Props {
  customer: Named;
  onClose: () => void;
}

/** For good: so it is typed out whom. The number does as well as a name, which may be hard to type. */
export function AnonymiseDialog({ customer, onClose }: Props) {
  const anonymise = useAnonymise();
  const [typed, setTyped] = useState("");
  const [differs, setDiffers] = useState(false);
  const name = nameOf(customer);
  const wanted = [customer.name.trim(), String(customer.id)].filter(Boolean);
  const confirm = () => {
    const right = wanted.includes(typed.trim());
    setDiffers(!right);
    if (!right) return;
    anonymise.mutate(customer.id, {
      onSuccess: () => {
        notify(t("privacy.anonymise.done"));
        onClose();
      },
    });
  };
  return (
    <ConfirmDialog
      opened
      danger
      title={t("privacy.anonymise.title", { name })}
      consequence={t("privacy.anonymise.consequence")}
      confirmLabel={t("privacy.anonymise.verb")}
      loading={anonymise.isPending}
      submitError={anonymise.error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        label={
          customer.name
            ? t("privacy.anonymise.type", customer)
            : t("privacy.anonymise.typeNumber", customer)
        }
        autoComplete="off"
        value={typed}
        error={differs ? t("privacy.anonymise.differs") : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

function useAnonymise() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      unwrap(api.POST("/api/v1/customers/{id}/anonymise/", { params: { path: { id } } })),
    onSuccess: (customer) => client.setQueryData(customerKeys.detail(customer.id), customer),
    onSettled: () => refreshCustomers(client),
  });
}
