import { t } from "@/i18n";
import classes from "./detail.module.css";
import type { Entry, SpellData } from "./entries";
import { Line } from "./TimelineLine";
import { useReasonText } from "./useReasonText";

interface Props {
  actor: Entry["actor"];
  data: SpellData;
}

/** From whose hands into whose, and why. */
export function SpellEntry({ actor, data }: Props) {
  const reason = useReasonText("release_reason");
  const before = data.from?.owner;
  const told = before && before.id !== actor?.id && before.id !== data.to.owner?.id;
  return (
    <>
      <Line actor={actor}>
        {what(data)}
        {told && ` · ${t("customers.timeline.from", { owner: before.name })}`}
        {data.reason_code && ` · ${reason(data.reason_code)}`}
      </Line>
      {data.note && <p className={classes.note}>{data.note}</p>}
    </>
  );
}

function what({ reason, to }: SpellData): string {
  const owner = to.owner?.name;
  const pool = to.pool.name;
  switch (reason) {
    case "created":
      return owner
        ? t("customers.timeline.heldFrom")
        : t("customers.timeline.inPoolFrom", { pool });
    case "imported":
      return owner
        ? t("customers.timeline.importedFor", { owner })
        : t("customers.timeline.imported", { pool });
    case "assigned":
      return owner
        ? t("customers.timeline.assigned", { owner })
        : t("customers.timeline.takenBack", { pool });
    case "handed_over":
      return t("customers.timeline.handed_over", { owner: owner ?? pool });
    case "restored":
      return owner
        ? t("customers.timeline.restoredTo", { owner })
        : t("customers.timeline.restored", { pool });
    case "released":
    case "recycled":
      return t(`customers.timeline.${reason}`, { pool });
    case "claimed":
    case "merged":
    case "unmerged":
    case "deleted":
    case "import_undone":
      return t(`customers.timeline.${reason}`);
  }
}
