import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { Plus, Trash2 } from "lucide-react";
import { t } from "@/i18n";
import classes from "./classes.module.css";
import { useRooms, useTeachers } from "./queries";
import { type ClassValues, SATURDAY } from "./values";
import { weekdayText } from "./words";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** When the class meets each week: one line a session. */
export function SessionFields({ form }: { form: UseFormReturnType<ClassValues> }) {
  const { sessions } = form.values;
  const error = form.errors.sessions;
  return (
    <fieldset className={classes.sessions}>
      <legend>{t("classes.week")}</legend>
      {sessions.map((session, index) => (
        <SessionLine
          key={`${index}.${sessions.length}.${session.weekday}`}
          form={form}
          index={index}
        />
      ))}
      {error && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => form.insertListItem("sessions", { ...(sessions.at(-1) ?? SATURDAY) })}
      >
        {t("classes.addSession")}
      </Button>
    </fieldset>
  );
}

function SessionLine({ form, index }: { form: UseFormReturnType<ClassValues>; index: number }) {
  const { campus, teachers } = form.values;
  const at = (name: string) => form.getInputProps(`sessions.${index}.${name}`);
  const number = index + 1;
  const label = (name: string) => t("classes.ofSession", { name, number });
  const rooms = (useRooms().data ?? []).filter((room) => String(room.campus.id) === campus);
  const known = (useTeachers().data ?? []).filter(({ id }) => teachers.includes(String(id)));
  return (
    <div className={classes.session} role="group" aria-label={t("classes.session", { number })}>
      <Select
        aria-label={label(t("classes.weekdayLabel"))}
        data={WEEKDAYS.map((day) => ({ value: String(day), label: weekdayText(day) }))}
        allowDeselect={false}
        {...at("weekday")}
      />
      <TextInput aria-label={label(t("classes.from"))} type="time" {...at("starts_at")} />
      <TextInput aria-label={label(t("classes.to"))} type="time" {...at("ends_at")} />
      <Select
        aria-label={label(t("classes.room"))}
        placeholder={t("classes.room")}
        data={rooms.map(({ id, name }) => ({ value: String(id), label: name }))}
        clearable
        {...at("room")}
      />
      <Select
        aria-label={label(t("classes.teacher"))}
        placeholder={t("classes.allTeachers")}
        data={known.map(({ id, name }) => ({ value: String(id), label: name }))}
        clearable
        {...at("teacher")}
      />
      <ActionIcon
        aria-label={t("classes.removeSession", { number })}
        onClick={() => form.removeListItem("sessions", index)}
      >
        <Trash2 size={16} />
      </ActionIcon>
    </div>
  );
}
