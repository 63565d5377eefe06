import { t, useLanguage } from "@/i18n";
import { notify, notifyError } from "@/ui/notify";
import { type Leave, useRemoveLeave, useSaveLeave } from "./queries";
import { Row } from "./Row";
import { RowButtons } from "./RowButtons";
import { daysIn, rangeText } from "./year";

interface Props {
  leave: Leave;
  /** Without it nothing but removing is offered. */
  onEdit?: () => void;
}

/** One leave; whoever may change it finds the buttons. */
export function LeaveRow({ leave, onEdit }: Props) {
  const language = useLanguage();
  const remove = useRemoveLeave();
  const add = useSaveLeave();
  const { first_day, last_day, note, employee } = leave;
  const { name } = employee;
  const undo = () =>
    add.mutate(
      { fields: { employee: employee.id, first_day, last_day, note } },
      { onError: notifyError },
    );
  const removeIt = () =>
    remove.mutate(leave.id, {
      onSuccess: () => notify(t("workdays.leave.removed", { name }), undo),
      onError: notifyError,
    });
  const count = daysIn(first_day, last_day);
  return (
    <Row
      mark="leave"
      days={rangeText(first_day, last_day, language)}
      name={name}
      note={[t("workdays.leave.days", { count }), note].filter(Boolean).join(" · ")}
    >
      {leave.may_edit && (
        <RowButtons
          labels={{
            edit: t("workdays.leave.editName", { name }),
            remove: t("workdays.leave.removeName", { name }),
          }}
          onEdit={onEdit}
          onRemove={removeIt}
          removing={remove.isPending}
        />
      )}
    </Row>
  );
}
