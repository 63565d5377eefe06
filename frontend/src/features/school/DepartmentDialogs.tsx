import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { t } from "@/i18n";
import { isProblem } from "@/lib/problem";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { wholeErrorText } from "@/ui/errorText";
import { notify } from "@/ui/notify";
import { DepartmentForm } from "./DepartmentForm";
import { EntryPanel } from "./EntryPanel";
import { type Department, useRemoveDepartment, useSaveDepartment } from "./queries";
import { parentChoices } from "./tree";

/** What is being done, with which department; none: a new one is added at the top. */
export interface Doing {
  what: "edit" | "move" | "add" | "remove";
  department?: Department;
}

interface Props {
  doing: Doing | null;
  departments: readonly Department[];
  onClose: () => void;
}

export function DepartmentDialogs({ doing, departments, onClose }: Props) {
  if (!doing) return null;
  const { what, department } = doing;
  if (what === "move" && department) {
    return <MoveDialog department={department} departments={departments} onClose={onClose} />;
  }
  if (what === "remove" && department) {
    return <RemoveDialog department={department} onClose={onClose} />;
  }
  const edited = what === "edit" ? department : undefined;
  return (
    <EntryPanel title={edited?.name ?? t("admin.department.add")} onClose={onClose}>
      <DepartmentForm
        department={edited}
        parent={edited ? undefined : department?.id}
        onDone={onClose}
        onCancel={onClose}
      />
    </EntryPanel>
  );
}

interface OneProps {
  department: Department;
  onClose: () => void;
}

/** Everything below moves along; below itself it cannot lie. */
function MoveDialog({ department, departments, onClose }: OneProps & Pick<Props, "departments">) {
  const move = useSaveDepartment();
  const before = String(department.parent?.id ?? "");
  const [parent, setParent] = useState(before);
  const { name } = department;
  function save() {
    if (parent === before) return onClose();
    const changes = { parent: parent ? Number(parent) : null };
    move.mutate(
      { fields: { name }, edited: { id: department.id, changes } },
      {
        onSuccess: () => {
          notify(t("admin.department.moved", { name }));
          onClose();
        },
      },
    );
  }
  // Each refusal of a move is about the place that was chosen; what failed otherwise stands above the button.
  const refused = isProblem(move.error) && move.error.status < 500;
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t("admin.department.moveTitle", { name })}
      consequence={t("admin.department.moveConsequence")}
      confirmLabel={t("admin.department.moveVerb")}
      onConfirm={save}
      loading={move.isPending}
      submitError={refused ? null : move.error}
    >
      <NativeSelect
        label={t("admin.department.parent")}
        data={[
          { value: "", label: t("admin.department.top") },
          ...parentChoices(departments, department.id),
        ]}
        value={parent}
        onChange={(event) => {
          setParent(event.currentTarget.value);
          move.reset();
        }}
        error={refused ? wholeErrorText(move.error) : undefined}
      />
    </ConfirmDialog>
  );
}

function RemoveDialog({ department, onClose }: OneProps) {
  const remove = useRemoveDepartment();
  const { id, name } = department;
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t("admin.department.removeTitle", { name })}
      consequence={t("admin.department.removeConsequence")}
      confirmLabel={t("admin.department.remove")}
      danger
      onConfirm={() =>
        remove.mutate(id, {
          onSuccess: () => {
            notify(t("admin.department.removed", { name }));
            onClose();
          },
        })
      }
      loading={remove.isPending}
      submitError={remove.error}
    />
  );
}
