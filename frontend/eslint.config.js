import { readdirSync } from "node:fs";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

// app → pages → features → ui → i18n, lib. Only features and app import api; a feature never imports another.
const rooms = {
  app: [],
  pages: ["app", "api"],
  features: ["app", "pages"],
  ui: ["app", "pages", "features", "api"],
  // The catalogue is typed by the schema's error codes, and by nothing else of the API.
  i18n: ["app", "pages", "features", "ui", "lib", "api/client", "api/errors"],
  lib: ["app", "pages", "features", "ui", "i18n", "api"],
  api: ["app", "pages", "features", "ui", "i18n"],
};

const features = readdirSync(new URL("./src/features", import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

function zone(files, forbidden) {
  const group = forbidden.flatMap((room) => [`@/${room}`, `@/${room}/**`]);
  const message = "This room may not import that one (see eslint.config.js).";
  const parents = { group: ["../**"], message: "Import from another folder as @/room/…" };
  const patterns = group.length ? [parents, { group, message }] : [parents];
  return { files, rules: { "no-restricted-imports": ["error", { patterns }] } };
}

export default tseslint.config(
  { ignores: ["dist", "src/api/schema.gen.ts"] },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  reactHooks.configs.flat["recommended-latest"],
  {
    rules: {
      "max-lines": ["error", 250],
      "@typescript-eslint/consistent-type-imports": "error",
      // A button that does nothing yet is a lie; an empty function for an unused callback is not.
      "@typescript-eslint/no-empty-function": "off",
    },
  },
  ...Object.entries(rooms).map(([room, forbidden]) =>
    zone([`src/${room}/**/*.{ts,tsx}`], forbidden),
  ),
  ...features.map((name) =>
    zone(
      [`src/features/${name}/**/*.{ts,tsx}`],
      [
        ...rooms.features,
        ...features.filter((other) => other !== name).map((o) => `features/${o}`),
      ],
    ),
  ),
  // Catalogues are lists; splitting one would only hide half of it.
  { files: ["src/i18n/{en,zh}/*.ts"], rules: { "max-lines": "off" } },
  { files: ["**/*.test.{ts,tsx}"], rules: { "no-restricted-imports": "off" } },
);
