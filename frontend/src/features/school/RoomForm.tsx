import { NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { t } from "@/i18n";
import { draftName } from "@/lib/changes";
import { FormShell } from "@/ui/FormShell";
import { discarding, type EntryFormProps, needed, saveEntry } from "./forms";
import { useCampuses } from "./queries";
import { type Room, type RoomFields, useSaveRoom } from "./teachingQueries";

interface Props extends EntryFormProps<Room> {
  room?: Room | undefined;
  campus?: number | undefined;
  anywhere: boolean;
}

interface Values {
  campus: string;
  name: string;
  capacity: number | "";
  is_active: boolean;
}

const fieldsOf = ({ campus, capacity, ...rest }: Values): RoomFields => ({
  ...rest,
  campus: Number(campus),
  capacity: capacity === "" ? null : capacity,
});

export function RoomForm({ room, campus, anywhere, onDone, onCancel, submitLabel }: Props) {
  // What it began with, whatever others do to it meanwhile.
  const [before] = useState<Values>(() => ({
    campus: String(room?.campus.id ?? campus ?? ""),
    name: room?.name ?? "",
    capacity: room?.capacity ?? "",
    is_active: room?.is_active ?? true,
  }));
  const save = useSaveRoom();
  const campuses = useCampuses().data ?? [];
  const draft = draftName("room", room?.id, before);
  const form = useForm<Values>({
    initialValues: before,
    validate: { name: needed, campus: needed },
  });
  async function submit(values: Values) {
    onDone(await saveEntry(save, fieldsOf(before), fieldsOf(values), room?.id));
  }
  return (
    <FormShell
      form={form}
      onSubmit={submit}
      loading={save.isPending}
      submitError={save.error}
      submitLabel={submitLabel ?? (room ? t("ui.save") : t("admin.room.add"))}
      draft={draft}
      onCancel={onCancel && discarding(draft, onCancel)}
    >
      <TextInput
        label={t("admin.name")}
        required
        maxLength={100}
        data-autofocus={!room || undefined}
        {...form.getInputProps("name")}
      />
      <Select
        label={t("admin.room.campus")}
        description={anywhere ? undefined : t("admin.room.elsewhere")}
        data={campuses.map(({ id, name: label }) => ({ value: String(id), label }))}
        required
        allowDeselect={false}
        disabled={Boolean(room) || (!anywhere && campus !== undefined)}
        {...form.getInputProps("campus")}
      />
      <NumberInput
        label={t("admin.room.capacity")}
        min={1}
        max={10_000}
        allowDecimal={false}
        hideControls
        {...form.getInputProps("capacity")}
      />
      {room && (
        <Switch
          label={t("admin.active")}
          description={t("admin.inUseHint")}
          {...form.getInputProps("is_active", { type: "checkbox" })}
        />
      )}
    </FormShell>
  );
}
