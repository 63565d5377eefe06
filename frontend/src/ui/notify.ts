import { useSyncExternalStore } from "react";
import { t } from "@/i18n";
import { errorText } from "./errorText";

/* Toasts in a store of our own: the library for them weighs as much as a page. Shown by ui/Toasts. */
export interface Action {
  label: string;
  act: () => void;
}

export interface Toast {
  id: number;
  message: string;
  tone: "calm" | "danger";
  /** What the toast offers to do: take it back, go there. */
  action: Action | undefined;
  milliseconds: number;
}

const SHORT_MS = 4000;
const LONG_MS = 8000;
const AT_MOST = 3;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function show(toast: Omit<Toast, "id">): void {
  lastId += 1;
  set([...toasts, { ...toast, id: lastId }].slice(-AT_MOST));
}

/** Something was done. With `undo` the toast offers to take it back. */
export function notify(message: string, undo?: () => void): void {
  if (undo) notifyAnd(message, { label: t("ui.undo"), act: undo });
  else show({ message, action: undefined, tone: "calm", milliseconds: SHORT_MS });
}

/** Something was done, and the toast offers where to go from here. */
export function notifyAnd(message: string, action: Action): void {
  show({ message, action, tone: "calm", milliseconds: LONG_MS });
}

/** Something was refused or failed where no form can show it. */
export function notifyError(error: unknown): void {
  notifyRefusal(errorText(error));
}

/** The same, where more can be said than the error does. */
export function notifyRefusal(message: string): void {
  show({ message, action: undefined, tone: "danger", milliseconds: LONG_MS });
}

export function dismiss(id: number): void {
  set(toasts.filter((toast) => toast.id !== id));
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
}
