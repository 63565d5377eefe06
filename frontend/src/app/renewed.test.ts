import { http, HttpResponse } from "msw";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { server } from "@/test/server";
import { isMissingPart, reloadWhenRenewed } from "./renewed";

const reload = vi.fn();
let stop: () => void;

beforeEach(() => {
  document.head.innerHTML = '<script type="module" src="/assets/index-OLD.js"></script>';
  stop = reloadWhenRenewed(reload);
});
afterEach(() => {
  stop();
  reload.mockClear();
});

function aPartIsMissing(answer: () => Response): Promise<void> {
  const asked = new Promise<void>((done) => {
    server.use(
      http.get(window.location.href, () => {
        done();
        return answer();
      }),
    );
  });
  window.dispatchEvent(new Event("vite:preloadError"));
  return asked;
}

const page = (entry: string) => () =>
  HttpResponse.html(`<script type="module" src="/assets/${entry}.js"></script>`);
const aMoment = () => new Promise((done) => setTimeout(done, 50));

test("a part that a deploy took away loads the new page", async () => {
  await aPartIsMissing(page("index-NEW"));
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce());
});

test("the same page is not loaded again and again", async () => {
  await aPartIsMissing(page("index-OLD"));
  await aMoment();
  expect(reload).not.toHaveBeenCalled();
});

test("without a network what is on the screen stays", async () => {
  await aPartIsMissing(() => HttpResponse.error());
  await aMoment();
  expect(reload).not.toHaveBeenCalled();
});

test.each([
  "Failed to fetch dynamically imported module: /assets/x.js",
  "error loading dynamically imported module: /assets/x.js",
  "Importing a module script failed.",
])("a missing part is told from a lost network: %s", (message) => {
  expect(isMissingPart(new TypeError(message))).toBe(true);
  expect(isMissingPart(new TypeError("Failed to fetch"))).toBe(false);
});
