import { Skeleton } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { t, useLanguage } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { later } from "@/ui/later";
import { notify, notifyError } from "@/ui/notify";
import { Holidays } from "./Holidays";
import { type Entry, useRemoveEntry, useSaveEntry } from "./queries";
import { Row } from "./Row";
import { RowButtons } from "./RowButtons";
import classes from "./workdays.module.css";
import { rangeText } from "./year";

const EntryPanel = later(async () => (await import("./EntryPanel")).EntryPanel);

interface Props {
  year: number;
  entries: UseQueryResult<Entry[]>;
  mayEdit: boolean;
}

/** What was entered for a year; which one is open stands in the URL. */
export function EntryList({ year, entries, mayEdit }: Props) {
  const [open, setOpen] = useUrlParam("edit");
  const edited = entries.data?.find(({ id }) => String(id) === open);
  return (
    <section className={classes.section} aria-labelledby="workdays-entries">
      <h2 id="workdays-entries" className={classes.heading}>
        {t("workdays.entries", { year })}
      </h2>
      {mayEdit && <Holidays year={year} />}
      {!entries.data && entries.error ? (
        <ErrorState error={entries.error} onRetry={() => void entries.refetch()} />
      ) : !entries.data ? (
        <Skeleton height={200} />
      ) : entries.data.length === 0 ? (
        <EmptyState
          title={t("workdays.none", { year })}
          hint={t(mayEdit ? "workdays.noneHint" : "workdays.noneRead")}
        />
      ) : (
        <ul className={classes.rows}>
          {entries.data.map((entry) => (
            <EntryRow
              key={entry.id}
              entry={entry}
              onEdit={mayEdit ? () => setOpen(String(entry.id)) : undefined}
            />
          ))}
        </ul>
      )}
      {mayEdit && (edited ?? open === "new") && (
        <EntryPanel
          key={edited?.id ?? "new"}
          entry={edited}
          year={year}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
}

function EntryRow({ entry, onEdit }: { entry: Entry; onEdit: (() => void) | undefined }) {
  const language = useLanguage();
  const remove = useRemoveEntry();
  const add = useSaveEntry();
  const { campus, name, first_day, last_day, is_working } = entry;
  const undo = () =>
    add.mutate(
      { fields: { name, first_day, last_day, is_working, campus: campus?.id ?? null } },
      { onError: notifyError },
    );
  const removeIt = () =>
    remove.mutate(entry.id, {
      onSuccess: () => notify(t("workdays.removed", { name }), undo),
      onError: notifyError,
    });
  return (
    <Row
      mark={entry.is_working ? "working" : "closed"}
      days={rangeText(entry.first_day, entry.last_day, language)}
      name={name}
      note={[
        campus?.name ?? t("workdays.school"),
        t(entry.is_working ? "workdays.entry.working" : "workdays.entry.closed"),
      ].join(" · ")}
    >
      {onEdit && (
        <RowButtons
          labels={{
            edit: t("workdays.editName", { name }),
            remove: t("workdays.removeName", { name }),
          }}
          onEdit={onEdit}
          onRemove={removeIt}
          removing={remove.isPending}
        />
      )}
    </Row>
  );
}
