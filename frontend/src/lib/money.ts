/** Written as the page's language writes money; the API's text stays exact. "–" where there is none. */
export function moneyText(amount: string | null, currency: string, language: string): string {
  if (amount === null) return "–";
  const written = new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  });
  return written.format(amount as unknown as number);
}
