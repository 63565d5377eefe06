import { createRouter } from "@tanstack/react-router";
import { CrashPage } from "./CrashPage";
import { NotFoundPage } from "./NotFoundPage";
import { tree } from "./routes";

// Plain names and values in the address, as the API spells them; the default would quote "7" as JSON.
const parseSearch = (text: string) => Object.fromEntries(new URLSearchParams(text));
function stringifySearch(search: Record<string, unknown>): string {
  const said = Object.entries(search).filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}

// Not registered with the router's global types: addresses come from lib/paths, as plain strings.
export const router = createRouter({
  routeTree: tree,
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: "intent",
  defaultNotFoundComponent: NotFoundPage,
  defaultErrorComponent: CrashPage,
});
