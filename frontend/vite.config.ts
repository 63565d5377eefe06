import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const api = process.env.SHOAL_API ?? "http://127.0.0.1:8000";

/** Pages that are hosted apart from the API are told where it is, in a place that can be edited after the build. */
const tellApi: Plugin = {
  name: "shoal-api",
  apply: "build",
  transformIndexHtml: (html) =>
    html.replace(
      'name="shoal-api" content=""',
      `name="shoal-api" content="${process.env.SHOAL_API ?? ""}"`,
    ),
};

// Left alone, every module that two pages share is a file of its own: fifty requests for a list, and a tenth more bytes.
// A group takes along what its modules import, so what smaller pages need too stands in one before it: a page that wants
// a link and a query is not to load all of a list.
const SMALL = [
  "query-core",
  "react-query",
  "lucide-react",
  "hooks/esm/utils/use-callback-ref",
  "hooks/esm/use-(debounced-callback|merged-ref|uncontrolled)",
  "esm/components/(Anchor|NativeSelect|Combobox/ComboboxChevron|Skeleton|Text|VisuallyHidden)/",
  "src/api/once",
  "src/features/live/(marks|words)",
  "src/lib/(cursorOf|useListState|useUrlParam)",
  "src/pages/parts/AdminPart",
  "src/ui/(CountdownPill|DataTable/MoreRows|PhoneLink|RelativeDate|StatusDot|later|useTip)",
];
const OF_A_LIST =
  "index|columns|CustomerCard|CustomerTable|KnownPerson|orderings|useCustomer[FL]|useKnown";
const TOGETHER = [
  { name: "base", tags: ["$initial" as const], priority: 3 },
  { name: "parts", test: new RegExp(SMALL.join("|")), minShareCount: 4, priority: 2 },
  {
    name: "customer",
    test: new RegExp(
      `src/(pages/parts/CustomerDesk|features/(customers|pool)/(?!${OF_A_LIST})[^/]+$)`,
    ),
    minShareCount: 3,
    priority: 1,
  },
  {
    name: "lists",
    test: /src\/(ui\/(DataTable|FilterBar)|features\/customers\/[^/]+$|pages\/parts)/,
    minShareCount: 3,
  },
];

export default defineConfig({
  plugins: [react(), tellApi],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    host: "127.0.0.1",
    // The API checks the Origin of cookie calls, so it must see the page's own host.
    proxy: Object.fromEntries(
      ["/api", "/f/", "/static/"].map((path) => [path, { target: api, changeOrigin: false }]),
    ),
  },
  build: {
    // The budget check reads the manifest.
    manifest: true,
    // The CSP allows no inline anything but styles; data: fonts and scripts would break it.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: TOGETHER } } },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/test/setup.ts"],
    css: { modules: { classNameStrategy: "non-scoped" } },
    restoreMocks: true,
    // Left alone, one core of two stays idle.
    maxWorkers: "100%",
    // Whole sheets in jsdom, on two busy cores.
    testTimeout: 60_000,
  },
});
