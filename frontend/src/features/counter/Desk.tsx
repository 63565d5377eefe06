import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { listQuery } from "@/api/reference";
import { t } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { DeskForm } from "./DeskForm";
import { householdQuery, type Receipt, useParts } from "./queries";

interface Props {
  payer: number;
  /** Which of theirs they came for. */
  enrollment: number | undefined;
  onReceived: (receipt: Receipt) => void;
}

/** One household at the counter: what each of them owes, and the receipt to be. */
export function Desk({ payer, enrollment, onReceived }: Props) {
  const household = useQuery(householdQuery(payer));
  const parts = useParts((household.data ?? []).map(({ id }) => id));
  const ways = useQuery(listQuery("payment_method"));
  const failed = [household, parts, ways].find(({ data, error }) => !data && error);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (household.data?.length === 0)
    return <EmptyState title={t("counter.nothingToPay")} hint={t("counter.nothingToPayHint")} />;
  if (!household.data || !parts.data || !ways.data)
    return <Skeleton height={320} role="status" aria-label={t("ui.loading")} />;
  return (
    <DeskForm
      household={household.data}
      parts={parts.data}
      ways={ways.data}
      asked={enrollment}
      onReceived={onReceived}
    />
  );
}
