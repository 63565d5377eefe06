import { Button, Menu, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Ban, Copy, MoreHorizontal, Pencil } from "lucide-react";
import { useState } from "react";
import { t } from "@/i18n";
import { wholeErrorText, refusalText } from "@/ui/errorText";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { MenuItem } from "@/ui/MenuItem";
import { notify, notifyRefusal } from "@/ui/notify";
import { RefusableButton } from "@/ui/RefusableButton";
import { type ClassDetail, type Move, useCopyClass, useMoveClass } from "./queries";
import classes from "./classes.module.css";

interface Props {
  found: ClassDetail;
  onEdit: () => void;
  onCopied: (made: ClassDetail) => void;
}

type Asked = Move | "copy";
/** What comes next in its life; a class that is over has none. */
const NEXT: Partial<Record<ClassDetail["state"], Move>> = {
  planned: "open",
  open: "start",
  running: "complete",
};

/** The next step as the button; the rest, refused or not, in a menu. */
export function ClassMoves({ found, onEdit, onCopied }: Props) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const { refusals } = found;
  const next = NEXT[found.state];
  // Too few may be overruled by whoever is told so: the dialog says it.
  const refusal = next && refusals[next];
  const refused = refusal && refusal.code !== "too_few_to_start" ? refusalText(refusal) : undefined;
  return (
    <div className={classes.moves}>
      {next && (
        <RefusableButton disabledReason={refused} onClick={() => setAsked(next)}>
          {t(`classes.move.${next}`)}
        </RefusableButton>
      )}
      <Menu position="bottom-end" withinPortal={false}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<MoreHorizontal size={16} aria-hidden />}
            aria-label={t("classes.more")}
          >
            {t("classes.more")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <MenuItem icon={Pencil} disabledReason={refusalText(refusals.edit)} onClick={onEdit}>
            {t("classes.edit")}
          </MenuItem>
          <MenuItem
            icon={Copy}
            disabledReason={refusalText(refusals.copy)}
            onClick={() => setAsked("copy")}
          >
            {t("classes.copy")}
          </MenuItem>
          <MenuItem
            icon={Ban}
            danger
            disabledReason={refusalText(refusals.cancel)}
            onClick={() => setAsked("cancel")}
          >
            {t("classes.move.cancel")}
          </MenuItem>
        </Menu.Dropdown>
      </Menu>
      {asked === "copy" && (
        <CopyDialog found={found} onClose={() => setAsked(null)} onCopied={onCopied} />
      )}
      {asked && asked !== "copy" && (
        <MoveDialog found={found} move={asked} onClose={() => setAsked(null)} />
      )}
    </div>
  );
}

function MoveDialog({
  found,
  move,
  onClose,
}: {
  found: ClassDetail;
  move: Move;
  onClose: () => void;
}) {
  const { mutateAsync, isPending, error } = useMoveClass(found.id);
  const few = move === "start" && found.refusals.start?.code === "too_few_to_start";
  const consequence = few
    ? `${refusalText(found.refusals.start)} ${t("classes.consequence.start")}`
    : t(`classes.consequence.${move}`);
  async function go() {
    try {
      await mutateAsync({ move, despite: few });
    } catch {
      return; // The dialog says it.
    }
    notify(t(`classes.moved.${move}`, { code: found.code }));
    onClose();
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t(`classes.ask.${move}`, { code: found.code })}
      consequence={consequence}
      confirmLabel={few ? t("classes.startAllTheSame") : t(`classes.move.${move}`)}
      onConfirm={() => void go()}
      loading={isPending}
      submitError={error}
      danger={move === "cancel"}
    />
  );
}

function CopyDialog({
  found,
  onClose,
  onCopied,
}: {
  found: ClassDetail;
  onClose: () => void;
  onCopied: (made: ClassDetail) => void;
}) {
  const { mutateAsync, isPending, error } = useCopyClass(found.id);
  const form = useForm({ initialValues: { term: "", start_date: "", code: found.code } });
  const { term, start_date: day, code } = form.values;
  const complete = term.trim() !== "" && day !== "";
  async function go() {
    if (!complete) return notifyRefusal(t("classes.copyNeeds"));
    try {
      const made = await mutateAsync({ term, start_date: day, ...(code.trim() && { code }) });
      notify(t("classes.copied", { code: made.code, term: made.term }));
      onCopied(made);
    } catch (problem) {
      notifyRefusal(wholeErrorText(problem));
    }
  }
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t("classes.copyTitle", { code: found.code })}
      consequence={t("classes.copyHint")}
      confirmLabel={t("classes.copy")}
      onConfirm={() => void go()}
      loading={isPending}
      submitError={error}
    >
      <div className={classes.fields}>
        <TextInput
          label={t("classes.term")}
          placeholder={found.term}
          required
          maxLength={40}
          data-autofocus
          {...form.getInputProps("term")}
        />
        <TextInput
          label={t("classes.startDate")}
          type="date"
          required
          {...form.getInputProps("start_date")}
        />
        <TextInput label={t("classes.code")} maxLength={40} {...form.getInputProps("code")} />
      </div>
    </ConfirmDialog>
  );
}
