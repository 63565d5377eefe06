import { Button } from "@mantine/core";
import type { components } from "@/api/schema.gen";
import { t } from "@/i18n";
import { notify, notifyError } from "@/ui/notify";
import { useClaimMany } from "./useClaim";
import type { PoolRow } from "./usePool";

type Result = components["schemas"]["ItemResult"];

interface Props {
  rows: PoolRow[];
  me: { id: number; name: string };
  /** Some were refused: the page shows which and why. */
  onPartly: (results: Result[], rows: PoolRow[]) => void;
  onDone: () => void;
}

/** Claims every ticked row that still lies in the pool. */
export function ClaimManyButton({ rows, me, onPartly, onDone }: Props) {
  const claim = useClaimMany(me);
  const wanted = rows.filter((row) => row.owner === null);
  const send = () =>
    claim.mutate(
      wanted.map((row) => row.id),
      {
        onSuccess: ({ results }) => {
          const won = results.filter(({ ok }) => ok).length;
          if (won === results.length) notify(t("pool.claimedMany", { count: won }));
          else onPartly(results, wanted);
          onDone();
        },
        onError: (error) => notifyError(error),
      },
    );
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={claim.isPending}
      disabled={wanted.length === 0}
      onClick={send}
    >
      {t("pool.claimMany", { count: wanted.length })}
    </Button>
  );
}
