import { NativeSelect, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { useConsultants } from "@/features/customers/choices";
import type { Customer, Named } from "@/features/customers/types";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { notify } from "@/ui/notify";
import { BulkOutcome } from "./BulkOutcome";
import { useAssign, useAssignMany } from "./useCommands";

const POOL = "pool";

interface Props {
  customers: readonly Named[];
  onDone: (() => void) | undefined;
  onClose: () => void;
}

/** To a consultant, named with how many they hold already; or back into the pool. */
export function AssignDialog({ customers, onDone, onClose }: Props) {
  const [to, setTo] = useState("");
  const [note, setNote] = useState("");
  const [missing, setMissing] = useState(false);
  const { send, command, results } = useSending(customers, onClose, onDone);
  const [one] = customers;
  if (!one) return null;
  if (results?.some((result) => !result.ok))
    return (
      <BulkOutcome
        results={results}
        customers={customers}
        done={(count) => t("customers.assign.doneMany", { count })}
        onClose={onClose}
      />
    );
  const confirm = () => {
    setMissing(!to);
    if (to) send({ owner: to === POOL ? null : Number(to), note: note.trim() });
  };
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={
        customers.length > 1
          ? t("customers.assign.titleMany", { count: customers.length })
          : t("customers.assign.title", { name: nameOf(one) })
      }
      consequence={t("customers.assign.consequence")}
      confirmLabel={t("customers.act.assign")}
      onConfirm={confirm}
      loading={command.isPending}
      submitError={command.error}
    >
      <Stack gap="sm">
        <ConsultantSelect value={to} error={missing && !to} onChange={setTo} />
        <Textarea
          label={t("customers.assign.note")}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}

interface SelectProps {
  value: string;
  error: boolean;
  onChange: (value: string) => void;
}

function ConsultantSelect({ value, error, onChange }: SelectProps) {
  const { data = [] } = useConsultants();
  // Of those whom I lead I know how many they hold; to others I cannot assign.
  const led = data.filter((person) => person.held !== undefined);
  const people = (led.length ? led : data).map(({ id, display_name: name, held }) => ({
    value: String(id),
    label: held === undefined ? name : t("customers.assign.choice", { name, count: held }),
  }));
  return (
    <NativeSelect
      data-autofocus
      withAsterisk
      label={t("customers.assign.to")}
      error={error ? t("errors.required") : undefined}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: "", label: t("customers.assign.pick") },
        ...people,
        { value: POOL, label: t("customers.assign.pool") },
      ]}
    />
  );
}

function useSending(customers: readonly Named[], onClose: () => void, onDone?: () => void) {
  const assign = useAssign();
  const assignMany = useAssignMany();
  const many = customers.length > 1;
  function send(input: { owner: number | null; note: string }) {
    const [one] = customers;
    if (many) {
      const ids = customers.map((customer) => customer.id);
      assignMany.mutate(
        { customers: ids, ...input },
        {
          onSuccess: ({ results }) => {
            onDone?.();
            if (!results.every((result) => result.ok)) return;
            notify(t("customers.assign.doneMany", { count: results.length }));
            onClose();
          },
        },
      );
    } else if (one) {
      const said = (customer: Customer) => {
        notify(outcome(one, customer));
        onClose();
      };
      assign.mutate({ id: one.id, ...input }, { onSuccess: said });
    }
  }
  return { send, command: many ? assignMany : assign, results: assignMany.data?.results };
}

function outcome(one: Named, now: Customer): string {
  const name = nameOf(one);
  // Without `owner` I no longer see them; that happens only when they went to a pool of others.
  return now.owner
    ? t("customers.assign.done", { name, owner: now.owner.name })
    : t("customers.assign.takenBack", { name });
}
