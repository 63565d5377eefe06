import { ActionIcon, Button, Skeleton, Switch, VisuallyHidden } from "@mantine/core";
import { ArrowDown, ArrowUp } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { t } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { entryText } from "@/ui/entryText";
import { ErrorState } from "@/ui/ErrorState";
import { later } from "@/ui/later";
import { notify, notifyError } from "@/ui/notify";
import classes from "./lists.module.css";
import {
  type Entry,
  type ListKind,
  moved,
  useEditEntry,
  useEntries,
  useOrderEntries,
} from "./queries";

const EntryPanel = later(async () => (await import("./EntryPanel")).EntryPanel);

interface Props {
  kind: ListKind;
  /** "new", or the id of the one that is being edited. */
  open: string | undefined;
  onOpen: (entry: string | undefined) => void;
}

/** One list in the order in which people choose from it. */
export function EntryList({ kind, open, onOpen }: Props) {
  const entries = useEntries(kind);
  const order = useOrderEntries(kind);
  const [told, setTold] = useState("");
  const pressedRef = useFocusKept(entries.data);
  if (!entries.data && entries.error) {
    return <ErrorState error={entries.error} onRetry={() => void entries.refetch()} />;
  }
  if (!entries.data) return <Skeleton height={320} />;
  const all = entries.data;
  function move(index: number, by: -1 | 1, button: HTMLElement) {
    const entry = all[index];
    if (!entry || !all[index + by]) return;
    pressedRef.current = button;
    order.mutate(moved(all, index, by), { onError: notifyError });
    setTold(t("admin.list.movedTo", { name: entryText(entry), position: index + by + 1 }));
  }
  const edited = all.find(({ id }) => String(id) === open);
  return (
    <>
      {all.length === 0 ? (
        <EmptyState title={t("admin.list.none")} hint={t("admin.list.noneHint")} />
      ) : (
        <ol className={classes.entries} aria-label={t(`admin.list.kind.${kind}`)}>
          {all.map((entry, index) => (
            <Row
              key={entry.id}
              kind={kind}
              entry={entry}
              first={index === 0}
              last={index === all.length - 1}
              onMove={(by, button) => move(index, by, button)}
              onEdit={() => onOpen(String(entry.id))}
            />
          ))}
        </ol>
      )}
      <VisuallyHidden role="status">{told}</VisuallyHidden>
      {(edited ?? open === "new") && (
        <EntryPanel kind={kind} entry={edited} onClose={() => onOpen(undefined)} />
      )}
    </>
  );
}

/** A browser lets go of a button that moves in the page; whoever presses it twice must not notice. */
function useFocusKept(order: unknown): RefObject<HTMLElement | null> {
  const pressed = useRef<HTMLElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) pressed.current?.focus();
  }, [order]);
  return pressed;
}

interface RowProps {
  kind: ListKind;
  entry: Entry;
  first: boolean;
  last: boolean;
  onMove: (by: -1 | 1, button: HTMLElement) => void;
  onEdit: () => void;
}

function Row({ kind, entry, first, last, onMove, onEdit }: RowProps) {
  const name = entryText(entry);
  return (
    <li className={classes.entry} data-off={!entry.is_active}>
      <span className={classes.moves}>
        <Mover label={t("admin.list.up", { name })} end={first} onClick={(b) => onMove(-1, b)}>
          <ArrowUp size={15} />
        </Mover>
        <Mover label={t("admin.list.down", { name })} end={last} onClick={(b) => onMove(1, b)}>
          <ArrowDown size={15} />
        </Mover>
      </span>
      <span className={classes.label} lang="en">
        {entry.label_en}
      </span>
      <span className={classes.label} lang="zh-CN">
        {entry.label_zh}
      </span>
      <InUse kind={kind} entry={entry} />
      <Button
        variant="default"
        size="compact-sm"
        className={classes.edit ?? ""}
        aria-label={t("admin.list.editName", { name })}
        onClick={onEdit}
      >
        {t("admin.list.edit")}
      </Button>
    </li>
  );
}

interface MoverProps {
  label: string;
  /** Already at this end of the list. */
  end: boolean;
  onClick: (button: HTMLElement) => void;
  children: React.ReactNode;
}

// Not disabled, which would take the focus away from whoever moved something to the end.
const Mover = ({ label, end, onClick, children }: MoverProps) => (
  <ActionIcon
    className={classes.mover ?? ""}
    aria-label={label}
    aria-disabled={end}
    onClick={(event) => !end && onClick(event.currentTarget)}
  >
    {children}
  </ActionIcon>
);

/** "Other" is where everything goes that fits nowhere else. */
const ALWAYS = "other";

function InUse({ kind, entry }: { kind: ListKind; entry: Entry }) {
  const edit = useEditEntry(kind);
  const name = entryText(entry);
  const always = entry.code === ALWAYS && entry.is_active;
  const shown = edit.isPending ? (edit.variables.is_active ?? entry.is_active) : entry.is_active;
  const turn = (is_active: boolean, undoable = true) =>
    edit.mutate(
      { id: entry.id, is_active },
      {
        onSuccess: () =>
          notify(
            t(is_active ? "admin.list.turnedOn" : "admin.list.turnedOff", { name }),
            undoable ? () => turn(!is_active, false) : undefined,
          ),
        onError: notifyError,
      },
    );
  return (
    <span className={classes.use}>
      <Switch
        aria-label={t("admin.list.inUse", { name })}
        label={shown ? t("admin.active") : t("admin.inactive")}
        checked={shown}
        disabled={always}
        onChange={(event) => turn(event.currentTarget.checked)}
      />
      {always && <span className={classes.why}>{t("admin.list.always")}</span>}
    </span>
  );
}
