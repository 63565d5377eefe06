/*
 * Amounts of money as the API writes them, "1200.00": texts, reckoned exactly. A float would lose a cent, and nobody
 * would know where.
 */
const AMOUNT = /^-?\d+(\.\d+)?$/;
const FULL_WIDTH = /[０-９．]/g;
const TO_ASCII = 0xfee0;

/** What people type, as the API reads it: "1,200.5" → "1200.5"; null when it is no amount. */
export function readAmount(typed: string): string | null {
  const plain = typed
    .replace(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - TO_ASCII))
    .replace(/[\s,，]/g, "");
  return AMOUNT.test(plain) ? plain : null;
}

/** All together, to as many places as the most exact of them; what is no amount (yet) counts nothing. */
export function sum(amounts: readonly string[]): string {
  const read = amounts.map(readAmount).filter((amount) => amount !== null);
  const places = Math.max(0, ...read.map(placesOf));
  return written(
    read.reduce((whole, amount) => whole + scaled(amount, places), 0n),
    places,
  );
}

export const minus = (amount: string, other: string): string => sum([amount, negative(other)]);

/** Below 0, 0 or above: as sorting wants it. */
export function compare(amount: string, other: string): number {
  const apart = scaled(minus(amount, other), placesOf(minus(amount, other)));
  return apart === 0n ? 0 : apart < 0n ? -1 : 1;
}

export const isMore = (amount: string, other: string): boolean => compare(amount, other) > 0;
export const isSome = (amount: string): boolean => isMore(amount, "0");

const negative = (amount: string) => (amount.startsWith("-") ? amount.slice(1) : `-${amount}`);
const placesOf = (amount: string) => (amount.split(".")[1] ?? "").length;

function scaled(amount: string, places: number): bigint {
  const [whole = "0", part = ""] = amount.split(".");
  return BigInt(whole + part.padEnd(places, "0"));
}

function written(scaledUp: bigint, places: number): string {
  const sign = scaledUp < 0n ? "-" : "";
  const digits = String(scaledUp < 0n ? -scaledUp : scaledUp).padStart(places + 1, "0");
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
