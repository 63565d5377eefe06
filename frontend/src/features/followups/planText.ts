import { getLanguage } from "@/i18n";
import { exact } from "@/lib/dates";
import { kindLabel } from "./labels";
import type { Plan } from "./queries";

/** "Visit · Tue 24 Nov 2026, 10:00" */
export const planText = (plan: Pick<Plan, "kind" | "due_at">) =>
  `${kindLabel(plan.kind)} · ${exact(plan.due_at, getLanguage())}`;
