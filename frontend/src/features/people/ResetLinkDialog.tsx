import { getLanguage, t } from "@/i18n";
import { exact } from "@/lib/dates";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { CopyLink } from "@/ui/CopyLink";
import { useMakeResetLink } from "./invitations";
import type { Employee } from "./queries";
import { Button, Group, Modal } from "@mantine/core";

interface Props {
  employee: Employee;
  onClose: () => void;
}

/** Says what the link does, makes it, and shows it this once. */
export function ResetLinkDialog({ employee, onClose }: Props) {
  const make = useMakeResetLink(employee.id);
  const name = employee.display_name;
  if (!make.data) {
    return (
      <ConfirmDialog
        opened
        onClose={onClose}
        title={t("people.reset.title", { name })}
        consequence={t("people.reset.consequence", { name })}
        confirmLabel={t("people.reset.make")}
        onConfirm={() => make.mutate()}
        loading={make.isPending}
        submitError={make.error}
      />
    );
  }
  const until = exact(make.data.expires_at, getLanguage());
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("people.reset.label", { name })}
      closeButtonProps={{ "aria-label": t("ui.close") }}
    >
      <CopyLink
        label={t("people.reset.label", { name })}
        url={make.data.url}
        hint={t("people.reset.hint", { name, until })}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t("people.reset.done")}
        </Button>
      </Group>
    </Modal>
  );
}
