import { useEffect, useState } from "react";

/**
 * Where the focus was before a panel came, there it goes again when the panel is taken away.
 *
 * Mantine does so for panels that it sees opening; ours often appear opened, and vanish.
 */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        // Whatever came in its place has the focus already.
        const lost = document.activeElement === document.body;
        if (lost && before instanceof HTMLElement) before.focus({ preventScroll: true });
      });
    },
    [before],
  );
}
