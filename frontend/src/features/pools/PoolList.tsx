import { Button } from "@mantine/core";
import { lazy, Suspense } from "react";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { Card, Cards, CardsSkeleton, Sentences } from "@/ui/Cards";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { ListLink } from "@/ui/ListLink";
import classes from "./pools.module.css";
import { type Pool, usePlaces, usePools } from "./queries";
import { membersText, rulesText } from "./sentences";

// What is opened on demand is loaded then.
const PoolPanel = lazy(async () => ({ default: (await import("./PoolPanel")).PoolPanel }));

interface Props {
  mayEdit: boolean;
  /** The address of the list of what lies in pools. */
  poolPath: string;
}

export const NEW = "new";

/** Every pool with its rules in sentences; which one is being changed stands in the URL. */
export function PoolList({ mayEdit, poolPath }: Props) {
  const pools = usePools();
  const [open, setOpen] = useUrlParam("edit");
  if (!pools.data && pools.error) {
    return <ErrorState error={pools.error} onRetry={() => void pools.refetch()} />;
  }
  if (!pools.data) return <CardsSkeleton />;
  if (pools.data.length === 0) {
    return <EmptyState title={t("admin.pool.none")} hint={t("admin.pool.noneHint")} />;
  }
  const edited = pools.data.find(({ id }) => String(id) === open);
  return (
    <>
      <Cards>
        {pools.data.map((pool) => (
          <PoolCard
            key={pool.id}
            pool={pool}
            poolPath={poolPath}
            onEdit={mayEdit ? () => setOpen(String(pool.id)) : undefined}
          />
        ))}
      </Cards>
      <Suspense>
        {mayEdit && (edited ?? open === NEW) && (
          <PoolPanel pool={edited} onClose={() => setOpen(undefined)} />
        )}
      </Suspense>
    </>
  );
}

interface CardProps {
  pool: Pool;
  poolPath: string;
  onEdit: (() => void) | undefined;
}

function PoolCard({ pool, poolPath, onEdit }: CardProps) {
  const places = usePlaces();
  return (
    <Card
      title={pool.name}
      mark={pool.is_default && <span className={classes.mark}>{t("admin.pool.isDefault")}</span>}
    >
      <p className={classes.members}>{membersText(pool, places)}</p>
      <Sentences sentences={rulesText(pool)} />
      <div className={classes.cardEnd}>
        {onEdit && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t("admin.pool.editName", { name: pool.name })}
            onClick={onEdit}
          >
            {t("admin.pool.edit")}
          </Button>
        )}
        <span className={classes.look}>
          <ListLink to={poolPath} filters={{ pool: String(pool.id) }}>
            {t("admin.pool.look")}
          </ListLink>
        </span>
      </div>
    </Card>
  );
}
