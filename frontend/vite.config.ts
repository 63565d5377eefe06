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
const TOGETHER = [
  { name: "base", tags: ["$initial" as const], priority: 1 },
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
    proxy: { "/api": { target: api, changeOrigin: false } },
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
    // Whole sheets in jsdom, on two busy cores.
    testTimeout: 20_000,
  },
});
