import { expect, test } from "vitest";
import { LATER } from "@/i18n/later";

/*
 * Words that come with a page must come with every page that says them. `t` cannot tell while it compiles,
 * so this follows the imports from each route.
 */
const sources = import.meta.glob<string>(["/src/**/*.{ts,tsx}", "!/src/**/*.test.*"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const routes = sources["/src/app/routes.tsx"] ?? "";
// A capability is named like a word.
const AREA = new RegExp(`(?<!needs=)["'\`](${Object.keys(LATER).join("|")})\\.[a-zA-Z$]`, "g");

function resolve(from: string, name: string): string | undefined {
  const folder = from.slice(0, from.lastIndexOf("/"));
  const path = name.startsWith("@/") ? `/src/${name.slice(2)}` : `${folder}/${name.slice(2)}`;
  return ["", ".ts", ".tsx", "/index.ts", "/index.tsx"]
    .map((end) => path + end)
    .find((file) => file in sources);
}

/** Every module that `path` needs, now or when something is opened. */
function reached(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const text = (sources[path] ?? "").replaceAll(/^import type .*$/gm, "");
  for (const [, name = ""] of text.matchAll(/(?:from|import\()\s*"((?:@|\.)\/[^"]+)"/g)) {
    const next = resolve(path, name);
    if (next && next !== "/src/app/routes.tsx") reached(next, seen);
  }
  return seen;
}

function said(paths: Iterable<string>): string[] {
  const found = [...paths].flatMap((path) =>
    path.startsWith("/src/i18n/") ? [] : [...(sources[path] ?? "").matchAll(AREA)],
  );
  return [...new Set(found.map(([, area = ""]) => area))].sort();
}

const WITH_WORDS = /withWords\(\s*\[([^\]]*)\],\s*\(\) =>\s*import\("@\/pages\/(\w+)"\)/g;
const declared = new Map(
  [...routes.matchAll(WITH_WORDS)].map(([, areas = "", page = ""]) => [
    page,
    [...areas.matchAll(/\w+/g)].map(String).sort(),
  ]),
);
const pages = [...routes.matchAll(/import\("@\/pages\/(\w+)"\)/g)].map(([, page = ""]) => page);

/** Those that a part brings by itself, when it is shown. */
const loaded = (paths: Iterable<string>) =>
  [...paths].flatMap((path) =>
    [...(sources[path] ?? "").matchAll(/loadWords\("(\w+)"\)/g)].map(([, area = ""]) => area),
  );

test.each(pages)("%s brings the words it says", (page) => {
  const modules = reached(`/src/pages/${page}.tsx`);
  const brought = [...(declared.get(page) ?? []), ...loaded(modules)];
  const missing = said(modules).filter((area) => !brought.includes(area));
  expect(missing).toEqual([]);
});

test("the frame of all pages says no words that come later, but those that its parts bring", () => {
  const modules = reached("/src/app/Providers.tsx");
  const early = said(modules).filter((area) => !loaded(modules).includes(area));
  expect(early).toEqual([]);
});
