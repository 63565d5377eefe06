import { useState } from "react";
import { t } from "@/i18n";
import { notify } from "@/ui/notify";
import type { TodayRow } from "./queries";

interface Calling {
  queue: readonly TodayRow[];
  at: number;
  opened: boolean;
}

/** One call after the other: the queue is kept as it was when calling began, so nobody is skipped. */
export function useCallQueue() {
  const [calling, setCalling] = useState<Calling | null>(null);
  const following = calling?.queue[calling.at + 1];
  return {
    /** Stays while the sheet closes. */
    current: calling?.queue[calling.at] ?? null,
    opened: calling?.opened ?? false,
    start(row: TodayRow, queue: readonly TodayRow[]) {
      const at = queue.findIndex((each) => each.id === row.id);
      setCalling({ queue: at < 0 ? [row] : queue, at: Math.max(at, 0), opened: true });
    },
    next: following ? () => setCalling((old) => old && { ...old, at: old.at + 1 }) : undefined,
    stop(finished = false) {
      setCalling((old) => old && { ...old, opened: false });
      if (finished) notify(t("today.done"));
    },
  };
}
