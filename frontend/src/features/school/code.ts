const LONGEST = 40;

/** The short code that a name suggests: "Tianhe North" → "tianhe-north"; letters of every script stay. */
export function codeOf(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, "");
}

/** What to put into the form when the name changes: the code follows until somebody types another one. */
export function renamed<Values extends { name: string; code: string }>(
  before: Values,
  name: string,
): Pick<Values, "name" | "code"> {
  const follows = before.code === "" || before.code === codeOf(before.name);
  return { name, code: follows ? codeOf(name) : before.code };
}
