import { compare, isSome, minus, readAmount, sum } from "@/lib/amounts";
import { dayText } from "@/lib/dates";
import type { Found, Item, Part } from "./queries";

/** One line of the receipt to be: what is paid of which enrollment, and how. */
export interface Line {
  enrollment: number;
  type: "tuition" | "deposit" | "material";
  amount: string;
  method: string;
  reference: string;
}

/**
 * What one would ask for today: up to the last part that is due, else the next part; without parts the whole. The API
 * says of each part what it and those before it lack.
 */
export function dueNow(enrollment: Found, parts: readonly Part[], today = dayText()): string {
  const open = parts.filter((part) => part.enrollment === enrollment.id && isSome(part.payable));
  const due = open.filter(({ due_date }) => due_date <= today).at(-1) ?? open[0];
  return due?.payable ?? enrollment.balance;
}

/** Whether something should have been paid by today. */
export const isDue = (enrollment: Found, parts: readonly Part[], today = dayText()): boolean =>
  parts.some(
    (part) => part.enrollment === enrollment.id && isSome(part.payable) && part.due_date <= today,
  ) || enrollment.state === "awaiting_payment";

/** Where several parts wait: since the first of them, for what they lack together. */
export function onePerEnrollment(parts: readonly Part[]): Part[] {
  const found = new Map<number, Part>();
  for (const part of parts) {
    const first = found.get(part.enrollment);
    // What a part lacks is told with what those before it lack.
    found.set(part.enrollment, first ? { ...first, payable: part.payable } : part);
  }
  return [...found.values()];
}

export function lineOf(enrollment: Found, parts: readonly Part[], method: string): Line {
  const owed = dueNow(enrollment, parts);
  const amount = isSome(owed) ? owed : "";
  // Whoever owes nothing pays for books.
  const type = amount ? "tuition" : "material";
  return { enrollment: enrollment.id, type, amount, method, reference: "" };
}

/** Those that are asked for, or are due; else the first of which something is open. */
export function firstLines(
  household: readonly Found[],
  parts: readonly Part[],
  asked: number | undefined,
  method: string,
): Line[] {
  const mine = household.filter(({ refusals }) => !refusals.receive);
  const meant = mine.filter(({ id }) => id === asked);
  const due = mine.filter((one) => isSome(one.balance) && isDue(one, parts));
  const open = mine.filter(({ balance }) => isSome(balance)).slice(0, 1);
  const chosen = [meant, due, open].find((found) => found.length > 0) ?? mine.slice(0, 1);
  return chosen.map((one) => lineOf(one, parts, method));
}

/** What the other lines of an enrollment leave of what is open: for a second way to pay. */
export function restOf(enrollment: Found, lines: readonly Line[]): string {
  const towards = lines.filter(
    (line) => line.enrollment === enrollment.id && line.type !== "material",
  );
  const rest = minus(enrollment.balance, sum(towards.map(({ amount }) => amount)));
  return compare(rest, "0") > 0 ? rest : "";
}

export const totalOf = (lines: readonly Line[]): string => sum(lines.map(({ amount }) => amount));

/** As the API takes them; what is no amount goes as it was typed, to be refused by its field. */
export const itemsOf = (lines: readonly Line[]): Item[] =>
  lines.map(({ amount, reference, ...line }) => ({
    ...line,
    amount: readAmount(amount) ?? amount,
    ...(reference && { reference }),
  }));
