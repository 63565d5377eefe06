import { t } from "@/i18n";
import { Avatar } from "@/ui/Avatar";
import classes from "./customers.module.css";
import type { CustomerRow } from "./types";

/** Who holds them, or that they lie in the pool. */
export function Holder({ owner }: Pick<CustomerRow, "owner">) {
  if (!owner) return <span className={classes.quiet}>{t("customers.list.inPool")}</span>;
  return (
    <span className={classes.holder}>
      <Avatar name={owner.name} />
      {owner.name}
    </span>
  );
}
