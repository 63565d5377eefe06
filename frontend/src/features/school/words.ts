import { t } from "@/i18n";
import type { Refusal } from "@/lib/problem";
import { refusalText } from "@/ui/errorText";

const USES = ["children", "employees", "invitations", "pools"] as const;

/** Why a department cannot be removed: who and what still belongs to it, and nothing that does not. */
export function whyItStays(refusal: Refusal | null | undefined): string | undefined {
  if (refusal?.code !== "department_in_use") return refusalText(refusal);
  const counts = refusal as Refusal & Partial<Record<(typeof USES)[number], number>>;
  const parts = USES.flatMap((use) => {
    const count = counts[use] ?? 0;
    return count > 0 ? [t(`admin.department.use.${use}`, { count })] : [];
  });
  return t("admin.department.inUse", { uses: parts.join(t("admin.pool.comma")) });
}
