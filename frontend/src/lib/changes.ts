/** What of `now` differs from `before`: the API records as changed what it is sent. */
export function changesOf<Fields extends object>(before: Fields, now: Fields): Partial<Fields> {
  const names = Object.keys(now) as (keyof Fields)[];
  const differs = (name: keyof Fields) =>
    JSON.stringify(before[name]) !== JSON.stringify(now[name]);
  return Object.fromEntries(
    names.filter(differs).map((name) => [name, now[name]]),
  ) as Partial<Fields>;
}
