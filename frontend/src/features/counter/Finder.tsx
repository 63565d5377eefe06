import { NativeSelect, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { campusesQuery } from "@/api/reference";
import { t } from "@/i18n";
import { useIsPhone } from "@/lib/useIsPhone";
import type { ListState } from "@/lib/useListState";
import { SearchInput } from "@/ui/FilterBar";
import classes from "./counter.module.css";
import { FoundList, type OnPick, PartList, SeatList } from "./Lists";
import { canSearch, type Waiting } from "./queries";

export const WAITING: readonly Waiting[] = ["today", "overdue", "seats"];

interface Props {
  list: ListState<"due" | "campus">;
  /** Who is at the desk now. */
  chosen: number | undefined;
  /** Nobody is at the desk, and no receipt: the next one is looked for. */
  free: boolean;
  onPick: OnPick;
}

/** Who stands at the counter: searched for, or whoever has something to pay. */
export function Finder({ list, chosen, free, onPick }: Props) {
  const inside = useRef<HTMLDivElement>(null);
  const phone = useIsPhone();
  useEffect(() => {
    // On a phone the keys would cover whoever has something to pay.
    if (free && !phone) inside.current?.querySelector("input")?.focus();
  }, [free, phone]);
  const due = WAITING.find((each) => each === list.filters.due) ?? "today";
  const campus = list.filters.campus ?? "";
  return (
    <div ref={inside} className={classes.finder} onKeyDown={(event) => step(event, inside.current)}>
      <SearchInput
        size="md"
        label={t("counter.search")}
        value={list.search}
        onChange={(search) => list.set({ search })}
      />
      {canSearch(list.search) ? (
        <FoundList words={list.search} chosen={chosen} onPick={onPick} />
      ) : (
        <>
          <div className={classes.narrow}>
            <SegmentedControl
              size="xs"
              aria-label={t("counter.waiting")}
              value={due}
              onChange={(next) => list.set({ due: next === "today" ? undefined : next })}
              data={WAITING.map((value) => ({ value, label: t(`counter.due.${value}`) }))}
            />
            <CampusSelect value={campus} onChange={(next) => list.set({ campus: next })} />
          </div>
          {due === "seats" ? (
            <SeatList campus={campus} chosen={chosen} onPick={onPick} />
          ) : (
            <PartList due={due} campus={campus} chosen={chosen} onPick={onPick} />
          )}
        </>
      )}
    </div>
  );
}

interface CampusProps {
  value: string;
  onChange: (campus: string) => void;
}

function CampusSelect({ value, onChange }: CampusProps) {
  const campuses = useQuery(campusesQuery).data ?? [];
  if (campuses.length < 2) return null;
  return (
    <NativeSelect
      size="xs"
      aria-label={t("payments.campus")}
      data={[
        { value: "", label: t("payments.everyCampus") },
        ...campuses.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** The arrows walk from the field into what was found, and along it. */
function step(event: KeyboardEvent, inside: HTMLElement | null): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const target = event.target as HTMLElement;
  if (by === undefined || !inside || target.matches("select, [type=radio]")) return;
  const all = [...inside.querySelectorAll<HTMLElement>("input[type=search], [data-choice]")];
  const next = all[all.indexOf(target) + by];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
