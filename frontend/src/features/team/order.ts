import type { Figure } from "@/lib/teamRows";
import type { Member } from "./queries";

type Column = Exclude<Figure, "households"> | "name" | "last_contact_at";
type Ordering = Column | `-${Column}`;

/** Who sits on most first, unless the address says otherwise. */
export const ORDERINGS: readonly [Ordering, ...Ordering[]] = [
  "-held",
  "held",
  ...(["never_contacted", "overdue", "returning", "claims_today", "name"] as const),
  ...(["-never_contacted", "-overdue", "-returning", "-claims_today", "-name"] as const),
  "last_contact_at",
  "-last_contact_at",
];

/** Sort on a copy; equal ones by name. Who never contacted anybody comes before all who did. */
export function sorted(people: readonly Member[], ordering: Ordering): Member[] {
  const column = ordering.replace("-", "") as Column;
  const sign = ordering.startsWith("-") ? -1 : 1;
  const byName = (a: Member, b: Member) => a.employee.name.localeCompare(b.employee.name);
  return [...people].sort((a, b) => {
    if (column === "name") return sign * byName(a, b);
    const [one, other] = [a[column] ?? "", b[column] ?? ""];
    return one === other ? byName(a, b) : one < other ? -sign : sign;
  });
}
