import { Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import { t } from "@/i18n";
import classes from "./handover.module.css";
import type { Preview, Split } from "./queries";

const AT_A_GLANCE = 10;

interface Props {
  preview: Preview;
  split: Split;
  onChange: (split: Split) => void;
}

/** Who could take over, each with what they hold already; and the pools. */
export function Candidates({ preview, split, onChange }: Props) {
  const [typed, setTyped] = useState("");
  const { candidates } = preview;
  const toggle = (to: number | null, chosen: boolean) =>
    onChange(chosen ? [...split, to] : split.filter((each) => each !== to));
  const word = typed.trim().toLowerCase();
  const shown = candidates.filter(
    ({ employee }) => split.includes(employee.id) || employee.name.toLowerCase().includes(word),
  );
  return (
    <fieldset className={classes.choices}>
      <legend className={classes.title}>{t("handover.to")}</legend>
      <p className={classes.quiet}>
        {t(candidates.length ? "handover.toHint" : "handover.noCandidates")}
      </p>
      {candidates.length > AT_A_GLANCE && (
        <TextInput
          aria-label={t("handover.search")}
          placeholder={t("handover.search")}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {shown.map(({ employee, department, held, room }) => (
        <Checkbox
          key={employee.id}
          className={classes.choice ?? ""}
          label={department ? `${employee.name} · ${department.name}` : employee.name}
          description={
            room === null ? t("handover.load", { held }) : t("handover.loadOf", { held, room })
          }
          checked={split.includes(employee.id)}
          onChange={(event) => toggle(employee.id, event.currentTarget.checked)}
        />
      ))}
      <Checkbox
        className={classes.choice ?? ""}
        label={t("handover.pools")}
        checked={split.length === 0 || split.includes(null)}
        disabled={split.length === 0}
        onChange={(event) => toggle(null, event.currentTarget.checked)}
      />
    </fieldset>
  );
}
