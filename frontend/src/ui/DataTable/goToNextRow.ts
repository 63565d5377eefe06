const FRAMES = 30;

/**
 * What has the focus is about to leave its row: then the next row has it, for a list is worked down. If it stays, as
 * when nobody used the keyboard, so does the focus.
 */
export function goToNextRow(leaving: HTMLElement, frames = FRAMES): void {
  const row = leaving.closest<HTMLElement>("[role=row]");
  if (!row || document.activeElement !== leaving || frames === 0) return;
  const next = (row.nextElementSibling ?? row) as HTMLElement;
  requestAnimationFrame(() => {
    if (leaving.isConnected) goToNextRow(leaving, frames - 1);
    else if (document.activeElement === document.body) next.focus({ preventScroll: true });
  });
}
