/** Where the next page of a list begins; undefined on its last. */
export const cursorOf = ({ next }: { next: string | null }): string | undefined =>
  next ? (new URL(next, location.href).searchParams.get("cursor") ?? undefined) : undefined;
