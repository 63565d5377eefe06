import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema.gen";

type Feed = components["schemas"]["Feed"];

let begun: Promise<Feed | null> | undefined;
let taken = false;

/** Ask where the event feed stands before any list is loaded: what happens meanwhile is then not missed. */
export function beginEarly(): void {
  begun ??= unwrap(api.GET("/api/v1/events/")).catch(() => null);
}

/** The answer, for whoever asks first. */
export function takeEarly(): Promise<Feed | null> | undefined {
  const first = taken ? undefined : begun;
  taken = true;
  return first;
}
