// The first load of any page must stay small: a consultant opens it on a phone, on a slow network.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = 200 * 1000;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

// As hard as the copies that are served (make run) are compressed.
const weigh = (key) =>
  gzipSync(readFileSync(new URL(manifest[key].file, dist)), { level: 9 }).length;
const sum = (keys) => [...keys].reduce((total, key) => total + weigh(key), 0);
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

const entry = closure("index.html");
// One language is loaded: the words of every page, and those that a page brings (src/i18n/later.ts), as its route says.
const routes = readFileSync(new URL("../src/app/routes.tsx", import.meta.url), "utf8");
const WITH_WORDS = /withWords\(\s*\[([^\]]*)\],\s*\(\) =>\s*import\("@\/pages\/(\w+)"\)/g;
const brought = Object.fromEntries(
  [...routes.matchAll(WITH_WORDS)].map(([, areas, page]) => [
    `src/pages/${page}.tsx`,
    areas.match(/\w+/g) ?? [],
  ]),
);
function words(page) {
  const files = (language) => [
    `src/i18n/${language}.ts`,
    ...(brought[page] ?? []).map((area) => `src/i18n/${language}/${area}.ts`),
  ];
  const weight = (language) => sum(files(language).flatMap((file) => [...closure(file)]));
  return Math.max(weight("en"), weight("zh"));
}

// What a page loads when it is asked for (src/pages/parts, dialogs) is not its first load.
const pages = Object.keys(manifest).filter((key) => /^src\/pages\/\w+\.tsx$/.test(key));
const loads = pages.map((key) => [key, sum(closure(key, new Set(entry))) + words(key)]);
loads.push(["index.html", sum(entry) + words("index.html")]);
loads.sort((a, b) => b[1] - a[1]);

const [page, heaviest] = loads[0];
console.log(
  `First load: ${kilobytes(heaviest)} gzip at most (${page}); limit ${kilobytes(LIMIT)}.`,
);
if (heaviest > LIMIT) {
  console.error("Over budget:");
  for (const [name, bytes] of loads) console.error(`  ${kilobytes(bytes).padStart(9)}  ${name}`);
  process.exit(1);
}
