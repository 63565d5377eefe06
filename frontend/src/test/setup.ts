import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { type Area, loadWords, setLanguage } from "@/i18n";
import { LATER } from "@/i18n/later";
import { server } from "./server";

// On two busy cores a part of a page that is loaded when it is shown takes its time.
configure({ asyncUtilTimeout: 15_000 });

// What jsdom lacks and the page needs.
vi.stubGlobal(
  "ResizeObserver",
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
vi.stubGlobal("scrollTo", () => undefined);
// A growing textarea measures anew when fonts arrive.
Object.defineProperty(document, "fonts", { value: new EventTarget() });
setViewport("desktop");

/** Media queries answer as on this device. */
export function setViewport(device: "desktop" | "phone"): void {
  window.matchMedia = (query: string) =>
    ({
      matches: query.includes("max-width") ? device === "phone" : query.includes("min-width"),
      media: query,
      addEventListener() {},
      removeEventListener() {},
    }) as unknown as MediaQueryList;
}

beforeAll(async () => {
  server.listen({ onUnhandledRequest: "error" });
  await setLanguage("en");
  await loadWords(...(Object.keys(LATER) as Area[]));
});
afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
  setViewport("desktop");
});
afterAll(() => server.close());
