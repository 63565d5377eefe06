import { afterEach, expect, test } from "vitest";
import { getLanguage, loadWords, preferredLanguage, say, setLanguage, t } from ".";
import { en } from "./en";
import { LATER } from "./later";
import { zh } from "./zh";

interface Tree {
  readonly [key: string]: string | Tree;
}

function leaves(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value]] : leaves(value, `${path}${key}.`),
  );
}

const later = Object.entries(LATER);
const all = async (language: "en" | "zh"): Promise<Tree> => {
  const areas = later.map(async ([name, area]) => [name, await area[language]()] as const);
  return { ...(language === "en" ? en : zh), ...Object.fromEntries(await Promise.all(areas)) };
};

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

afterEach(() => setLanguage("en"));

test("both catalogues have the same keys with the same placeholders", async () => {
  const shape = (tree: Tree) => leaves(tree).map(([key, text]) => [key, placeholders(text)]);
  expect(shape(await all("zh"))).toEqual(shape(await all("en")));
});

test("no text is empty", async () => {
  const empty = [...leaves(await all("en")), ...leaves(await all("zh"))].filter(
    ([, text]) => text.trim() === "",
  );
  expect(empty).toEqual([]);
});

test("English has a plural and Chinese needs none", async () => {
  expect(t("ui.daysLeft", { count: 1 })).toBe("1 day left");
  expect(t("ui.daysLeft", { count: 3 })).toBe("3 days left");
  await setLanguage("zh");
  expect(t("ui.daysLeft", { count: 1 })).toBe("剩 1 天");
});

test("a code without a text says nothing, so the server's words can be used", () => {
  expect(say("errors.no_such_code")).toBeNull();
});

test("the chosen language is remembered and announced", async () => {
  await setLanguage("zh");
  expect(getLanguage()).toBe("zh");
  expect(preferredLanguage()).toBe("zh");
  expect(document.documentElement.lang).toBe("zh-CN");
});

test("words that come later come in the language of the moment, and with the next one", async () => {
  await loadWords("admin");
  expect(t("admin.name")).toBe("Name");
  await setLanguage("zh");
  expect(t("admin.name")).toBe("名称");
});
