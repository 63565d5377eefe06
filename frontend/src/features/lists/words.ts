import { getLanguage } from "@/i18n";
import type { Labels } from "./queries";

/** An entry, in the page's language. */
export const labelOf = ({ label_en, label_zh }: Labels): string =>
  getLanguage() === "zh" ? label_zh : label_en;
