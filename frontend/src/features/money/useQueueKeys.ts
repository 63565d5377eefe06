import { useHotkeys } from "@mantine/hooks";

export interface QueueKeys {
  /** To the next row, or the one before. */
  go: (step: 1 | -1) => void;
  /** What stands first among the commands: confirm, pay, agree. */
  accept: () => void;
  reject: () => void;
  close: () => void;
  help: () => void;
  /** A dialog is open: the keys are its own. */
  paused: boolean;
}

const onRow = (event: KeyboardEvent) =>
  (event.target as HTMLElement | null)?.getAttribute("role") === "row";

/** j and k, or the arrows, walk through the queue; c accepts, x rejects, ? tells these keys. */
export function useQueueKeys({ go, accept, reject, close, help, paused }: QueueKeys): void {
  const unlessPaused = (act: () => void) => () => {
    if (!paused) act();
  };
  // On a row the table walks itself, and the panel follows (DataTable: onMove).
  const walk = (step: 1 | -1) => (event: KeyboardEvent) => {
    if (!paused && !onRow(event)) go(step);
  };
  useHotkeys([
    ["j", walk(1)],
    ["k", walk(-1)],
    ["ArrowDown", walk(1)],
    ["ArrowUp", walk(-1)],
    ["c", unlessPaused(accept)],
    ["x", unlessPaused(reject)],
    ["Escape", unlessPaused(close), { preventDefault: false }],
    ["shift+?", unlessPaused(help)],
  ]);
}
