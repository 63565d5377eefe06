import { Skeleton } from "@mantine/core";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { later } from "@/ui/later";
import { LeaveRow } from "./LeaveRow";
import { useLeave } from "./queries";
import { useYear } from "./useYear";
import classes from "./workdays.module.css";
import { YearStepper } from "./YearPart";

const LeavePanel = later(async () => (await import("./LeavePanel")).LeavePanel);

/** Who is away when: one's own leave, and that of the people one leads. */
export function LeavePart({ mayEnter }: { mayEnter: boolean }) {
  const [year] = useYear();
  const leave = useLeave({ year });
  const [open, setOpen] = useUrlParam("leave");
  const edited = leave.data?.find(({ id }) => String(id) === open);
  return (
    <div className={classes.page}>
      <YearStepper />
      <p className={classes.quiet}>{t(mayEnter ? "workdays.leave.lead" : "workdays.leave.own")}</p>
      {!leave.data && leave.error ? (
        <ErrorState error={leave.error} onRetry={() => void leave.refetch()} />
      ) : !leave.data ? (
        <Skeleton height={240} />
      ) : leave.data.length === 0 ? (
        <EmptyState
          title={t("workdays.leave.none", { year })}
          hint={t("workdays.leave.noneHint")}
        />
      ) : (
        <ul className={classes.rows}>
          {leave.data.map((each) => (
            <LeaveRow key={each.id} leave={each} onEdit={() => setOpen(String(each.id))} />
          ))}
        </ul>
      )}
      {mayEnter && (edited ?? open === "new") && (
        <LeavePanel key={edited?.id ?? "new"} leave={edited} onClose={() => setOpen(undefined)} />
      )}
    </div>
  );
}
