import { t } from "@/i18n";
import { Panel } from "@/ui/Panel";
import { FollowUpForm, type FollowUpFormProps } from "./FollowUpForm";

/** Write down a contact: a drawer on a desktop; on a phone a sheet where an outcome and a date are two taps. */
export function LogFollowUp({ opened, ...props }: FollowUpFormProps & { opened: boolean }) {
  const { id, name } = props.customer;
  return (
    <Panel
      opened={opened}
      onClose={props.onClose}
      width={600}
      title={t("followups.logFor", { name: name || t("followups.unnamed") })}
    >
      {/* Another customer is another form, in the same sheet. */}
      <FollowUpForm key={id} {...props} />
    </Panel>
  );
}
