import { loadWords, say, t } from "@/i18n";
import type { Notification } from "./queries";

/** Whoever shows notifications outside their page has waited for this. */
export const bringWords = () => loadWords("notifications");

const KINDS_OF_PLANS = ["call", "wechat", "visit", "trial_lesson"] as const;

/** The whole of it as one sentence: who did what to how many. */
export function sentenceOf(found: Notification): string {
  const { kind, count } = found;
  if (kind === "plans") return t("notifications.plans", { what: plannedText(found) });
  const by = found.by.map(({ name }) => name).join(t("notifications.comma"));
  const said = by && say(`notifications.by.${kind}`, { count, by });
  return said || t(`notifications.kind.${kind}`, { count });
}

/** "5 calls, 2 visits". */
function plannedText({ planned, count }: Notification): string {
  const parts = KINDS_OF_PLANS.flatMap((kind) => {
    const number = planned[kind];
    return number ? [t(`notifications.planned.${kind}`, { count: number })] : [];
  });
  return parts.join(t("notifications.comma")) || t("notifications.customers", { count });
}
