import { Button, Skeleton } from "@mantine/core";
import { Check } from "lucide-react";
import { type ReactNode, useState } from "react";
import { t } from "@/i18n";
import classes from "./setup.module.css";

interface Props {
  /** Names of what is there; undefined while that is loading. */
  has: readonly string[] | undefined;
  addLabel: string;
  /** The form that adds one; `cancel` is there once there is something to go back to. */
  form: (done: () => void, cancel: (() => void) | undefined) => ReactNode;
  onNext: () => void;
}

/** Some of a kind: the form while there is none, then the list, with one more or on to the next step. */
export function EntryStep(props: Props) {
  if (!props.has) return <Skeleton height={220} />;
  return <Entries {...props} has={props.has} />;
}

function Entries({ has, addLabel, form, onNext }: Props & { has: readonly string[] }) {
  const [adding, setAdding] = useState(has.length === 0);
  const done = () => setAdding(false);
  return (
    <>
      {has.length > 0 && (
        <ul className={classes.entries} aria-label={t("setup.has")}>
          {has.map((name, index) => (
            <li key={`${name}${index}`} className={classes.entry}>
              <Check size={16} aria-hidden />
              {name}
            </li>
          ))}
        </ul>
      )}
      {adding ? (
        <>
          {form(done, has.length > 0 ? done : undefined)}
          {has.length === 0 && <Skip onNext={onNext} />}
        </>
      ) : (
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => setAdding(true)}>
            {addLabel}
          </Button>
          <Button onClick={onNext}>{t("setup.next")}</Button>
        </div>
      )}
    </>
  );
}

export function Skip({ onNext }: { onNext: () => void }) {
  return (
    <Button
      className={classes.skip ?? ""}
      variant="subtle"
      color="gray"
      size="compact-sm"
      onClick={onNext}
    >
      {t("setup.skip")}
    </Button>
  );
}
