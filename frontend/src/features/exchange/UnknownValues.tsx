import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { t } from "@/i18n";
import classes from "./imports.module.css";
import {
  type Change,
  type Choice,
  type Import,
  type Kind,
  KINDS,
  type UnknownValue,
} from "./queries";
import { type Target, useTargets } from "./useTargets";
import { number } from "./words";

interface Props {
  batch: Import;
  /** May add campuses, courses and sources to the school's lists. */
  mayCreate: boolean;
  fixed: boolean;
  onChange: (change: Change) => void;
}

const CREATABLE: readonly Kind[] = ["campus", "course", "source"];
const FIRST = 20;

/** Words of the file that the school's lists do not know: what they mean, or that they are added or left out. */
export function UnknownValues({ batch, mayCreate, ...props }: Props) {
  const targets = useTargets(batch.unknown);
  const kinds = KINDS.filter((kind) => batch.unknown[kind].length > 0);
  if (kinds.length === 0) return null;
  return (
    <section aria-labelledby="import-unknown">
      <h2 id="import-unknown" className={classes.title}>
        {t("imports.unknown")}
      </h2>
      <p className={classes.lead}>
        {props.fixed
          ? t("imports.unknownFixed")
          : `${t("imports.unknownLead")} ${mayCreate ? "" : t("imports.adminsCreate")}`}
      </p>
      {kinds.map((kind) => (
        <UnknownKind
          key={kind}
          {...props}
          kind={kind}
          entries={batch.unknown[kind]}
          targets={targets[kind]}
          mayCreate={mayCreate && CREATABLE.includes(kind)}
        />
      ))}
    </section>
  );
}

interface KindProps extends Pick<Props, "mayCreate" | "fixed" | "onChange"> {
  kind: Kind;
  entries: UnknownValue[];
  targets: Target[];
}

function UnknownKind({ kind, entries, targets, mayCreate, fixed, onChange }: KindProps) {
  const [all, setAll] = useState(false);
  const shown = all ? entries : entries.slice(0, FIRST);
  const choose = (choices: Record<string, Choice>) => onChange({ choices: { [kind]: choices } });
  const chooseAll = (choice: Choice) =>
    choose(Object.fromEntries(entries.map(({ value }) => [value, choice])));
  return (
    <div className={classes.kind}>
      <div className={classes.kindHead}>
        <h3 className={classes.kindTitle}>
          {t(`imports.kind.${kind}`)} · {number(entries.length)}
        </h3>
        {!fixed && entries.length > 2 && (
          <>
            {mayCreate && (
              <Button variant="subtle" size="compact-sm" onClick={() => chooseAll("create")}>
                {t("imports.createAll")}
              </Button>
            )}
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              onClick={() => chooseAll("skip")}
            >
              {t("imports.skipAll")}
            </Button>
          </>
        )}
      </div>
      <ul className={classes.values}>
        {shown.map((entry) => (
          <Value
            key={entry.value}
            {...{ kind, entry, targets, mayCreate, fixed }}
            onChoose={(choice) => choose({ [entry.value]: choice })}
          />
        ))}
      </ul>
      {shown.length < entries.length && (
        <Button variant="subtle" size="compact-sm" mt="xs" onClick={() => setAll(true)}>
          {t("imports.showAll", { count: entries.length })}
        </Button>
      )}
    </div>
  );
}

interface ValueProps extends Pick<KindProps, "kind" | "targets" | "mayCreate" | "fixed"> {
  entry: UnknownValue;
  onChoose: (choice: Choice) => void;
}

function Value({ kind, entry, targets, mayCreate, fixed, onChoose }: ValueProps) {
  const means = targets.map((target) => ({
    value: target.value,
    label: t("imports.means", { name: target.label }),
  }));
  const options = [
    ...(mayCreate ? [{ value: "create", label: t("imports.create", { value: entry.value }) }] : []),
    { value: "skip", label: t(`imports.skip.${kind}`) },
    ...means,
  ];
  const chosen = String(entry.choice);
  const told = options.find(({ value }) => value === chosen)?.label;
  return (
    <li className={classes.value}>
      <span className={classes.header}>{entry.value}</span>
      <span className={classes.count}>{t("imports.rows", { count: entry.count })}</span>
      {fixed ? (
        // What the import itself has added goes by the word of the file.
        <span>{told ?? t("imports.means", { name: entry.value })}</span>
      ) : (
        <NativeSelect
          size="xs"
          aria-label={t("imports.whatIs", { value: entry.value })}
          value={chosen}
          data={options}
          onChange={(event) => onChoose(asChoice(kind, event.currentTarget.value))}
        />
      )}
    </li>
  );
}

/** Ids are numbers to the API; words and intent levels are words. */
function asChoice(kind: Kind, value: string): Choice {
  const isWord = kind === "intent" || value === "create" || value === "skip";
  return isWord ? value : Number(value);
}
