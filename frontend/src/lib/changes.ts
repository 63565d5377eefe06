/** What of `now` differs from `before`: the API records as changed what it is sent. */
export function changesOf<Fields extends object>(before: Fields, now: Fields): Partial<Fields> {
  const names = Object.keys(now) as (keyof Fields)[];
  const differs = (name: keyof Fields) =>
    JSON.stringify(before[name]) !== JSON.stringify(now[name]);
  return Object.fromEntries(
    names.filter(differs).map((name) => [name, now[name]]),
  ) as Partial<Fields>;
}

/**
 * The name under which an unsaved edit is kept. It belongs to what it began with: when somebody else has changed
 * that meanwhile, an old draft must not bring it back.
 */
export function draftName(noun: string, id: number | undefined, before: object): string {
  if (id === undefined) return `${noun}.new`;
  let mark = 0;
  for (const letter of JSON.stringify(before)) {
    mark = (mark * 31 + (letter.codePointAt(0) ?? 0)) % 0x7fffffff;
  }
  return `${noun}.${id}.${mark.toString(36)}`;
}
