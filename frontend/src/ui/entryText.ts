import { getLanguage } from "@/i18n";

interface Labelled {
  code: string;
  label_en: string;
  label_zh: string;
}

/** An entry of the school's own lists in the page's language. */
export const entryText = (entry: Omit<Labelled, "code">): string => entry[`label_${getLanguage()}`];

/** The school's word for a way to pay; its code once it is no longer in use. */
export function wayText(code: string | null, ways: readonly Labelled[]): string {
  const way = ways.find((each) => each.code === code);
  return way ? entryText(way) : (code ?? "");
}
