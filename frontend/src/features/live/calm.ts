const CALM_MS = 2000;
const LOOK_AGAIN_MS = 400;
const SIGNS = ["pointerdown", "pointermove", "keydown", "scroll"] as const;
const FIELDS = "input:not([type=checkbox], [type=radio], [type=search]), textarea, select";
let last = 0;
let listening = false;

/** Nothing may move under a finger: whoever touches, types or scrolls is left alone for a moment. */
export function isCalm(): boolean {
  return Date.now() - last > CALM_MS;
}

/**
 * What is being edited stays on the version that was looked at, so that saving it can tell that somebody else changed
 * the same.
 */
export function isNotTyping(): boolean {
  return document.activeElement?.matches(FIELDS) !== true;
}

interface Later {
  ask: () => void;
  stop: () => void;
}

/** Call `act` when it is the moment, at most once in `everyMs`; further wishes meanwhile are one. */
export function when(moment: () => boolean, act: () => void, everyMs = 0): Later {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let done = 0;
  listen();
  function attempt(): void {
    timer = undefined;
    if (!moment()) return wait(LOOK_AGAIN_MS);
    done = Date.now();
    act();
  }
  function wait(ms: number): void {
    timer ??= setTimeout(attempt, ms);
  }
  return {
    ask: () => wait(Math.max(0, done + everyMs - Date.now())),
    stop: () => clearTimeout(timer),
  };
}

function listen(): void {
  if (listening) return;
  listening = true;
  for (const sign of SIGNS)
    window.addEventListener(sign, () => (last = Date.now()), { passive: true, capture: true });
}
