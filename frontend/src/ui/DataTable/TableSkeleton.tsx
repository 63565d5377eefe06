import { Skeleton } from "@mantine/core";
import classes from "./DataTable.module.css";

const ROWS = Array.from({ length: 12 }, (_, index) => index);

/** As high as the rows to come, so that nothing jumps when they do. */
export function TableSkeleton({ label, cards }: { label: string; cards: boolean }) {
  return (
    <div role="status" aria-label={label} className={cards ? undefined : classes.skeleton}>
      {ROWS.map((row) => (
        <div key={row} className={cards ? classes.skeletonCard : classes.skeletonRow}>
          <Skeleton height={10} width={`${34 - (row % 4) * 5}%`} radius="xl" />
          <Skeleton height={10} width={`${16 + (row % 3) * 6}%`} radius="xl" />
        </div>
      ))}
    </div>
  );
}
