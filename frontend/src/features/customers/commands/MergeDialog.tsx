import { useNavigate } from "@tanstack/react-router";
import { PersonDialog } from "@/features/customers/detail/PersonDialog";
import type { Named } from "@/features/customers/types";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";

interface Props {
  customer: Named;
  onClose: () => void;
}

/** Whom one knows twice is found by name or number; what happens is seen side by side. */
export function MergeDialog({ customer, onClose }: Props) {
  const navigate = useNavigate();
  return (
    <PersonDialog
      title={t("customers.act.pickMerged", { name: nameOf(customer) })}
      not={customer.id}
      onPick={(id) => navigate({ to: paths.merge(customer.id, id) })}
      onClose={onClose}
    />
  );
}
