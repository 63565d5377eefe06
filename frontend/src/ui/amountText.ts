import { getLanguage } from "@/i18n";
import { moneyText } from "@/lib/money";

/** An amount of the API in the page's language. */
export const amountText = (amount: string, currency: string): string =>
  moneyText(amount, currency, getLanguage());
