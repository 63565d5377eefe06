import { useEffect, useState } from "react";
import { markText, useMarks } from "@/features/live";
import classes from "./parts.module.css";

const SHOWN_MS = 8000;

/** What others did to the customer whose page this is, for a moment and without moving anything. */
export function LiveNote({ id }: { id: number }) {
  const mark = useMarks().get(id);
  const at = mark?.at;
  // The mark that was shown long enough, by its time.
  const [over, setOver] = useState<number>();
  useEffect(() => {
    if (at === undefined) return;
    const timer = setTimeout(() => setOver(at), at + SHOWN_MS - Date.now());
    return () => clearTimeout(timer);
  }, [at]);
  return (
    <div className={classes.notePlace} role="status">
      {mark && at !== over && <span className={classes.note}>{markText(mark)}</span>}
    </div>
  );
}
