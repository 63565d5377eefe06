import type { MouseEvent } from "react";

/** Does this click on a row mean "open it"? Not on a control inside it, nor at the end of marking text. */
export function opens(event: MouseEvent<HTMLElement>): boolean {
  const control = (event.target as Element).closest("a, button, input, label, [role=button]");
  if (control && event.currentTarget.contains(control)) return false;
  // A click inside a portal (a menu opened from the row) bubbles here through React, not through the page.
  if (!event.currentTarget.contains(event.target as Node)) return false;
  return (window.getSelection()?.toString() ?? "") === "";
}
