import { useState } from "react";
import { refusalText } from "@/ui/errorText";
import type { Preview } from "./queries";

/** Whether they leave and the words for the history, as chosen so far; and why it may not be done. */
export function useFinish(preview: Preview | undefined) {
  const [leaving, setLeaving] = useState(true);
  const [note, setNote] = useState("");
  const noLeave = refusalText(preview?.refusals.leave);
  const leaves = leaving && !noLeave;
  const crowded = preview?.shares.map(({ refusal }) => refusalText(refusal)).find(Boolean);
  const refusal = crowded ?? (leaves ? undefined : refusalText(preview?.refusals.hand_over));
  return { leaves, noLeave, note, refusal, setLeaving, setNote };
}

export type Finish = ReturnType<typeof useFinish>;
