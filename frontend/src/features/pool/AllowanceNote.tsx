import { t } from "@/i18n";
import classes from "./pool.module.css";
import { type Allowance, useAllowance } from "./usePool";

/** What is left of today's claims, and of the room to hold customers. */
export function AllowanceNote() {
  const { data } = useAllowance();
  if (!data) return <span className={classes.allowance}>&nbsp;</span>;
  return (
    <span className={classes.allowance} aria-live="polite">
      {[...claimsLeft(data), room(data)].join(" · ")}
    </span>
  );
}

function claimsLeft({ pools }: Allowance): string[] {
  const limited = pools.filter(({ left }) => left !== null);
  const [only] = limited;
  if (!only) return [t("pool.noLimit")];
  if (pools.length === 1) return [t("pool.left", { count: only.left ?? 0 })];
  return limited.map(({ name, left }) => t("pool.leftIn", { pool: name, count: left ?? 0 }));
}

function room({ held, holding_limit: limit }: Allowance): string {
  return limit === null ? t("pool.held", { held }) : t("pool.heldOf", { held, limit });
}
