import { ActionIcon } from "@mantine/core";
import { Eye, Plus, Star, X } from "lucide-react";
import { useState } from "react";
import type { Customer, Identity } from "@/features/customers/types";
import { t } from "@/i18n";
import { refusalText } from "@/ui/errorText";
import { Field } from "@/ui/Field";
import { PhoneLink, readable } from "@/ui/PhoneLink";
import { RefusableButton } from "@/ui/RefusableButton";
import { useCommands } from "@/features/customers/commands/context";
import { later } from "@/ui/later";
import classes from "./detail.module.css";
import { contactFields, type FieldName, type FieldSpec, labelOfField } from "./fields";
import { ProfileField } from "./ProfileField";

const ContactDialog = later(async () => (await import("./ContactDialogs")).ContactDialog);
const RemoveContactDialog = later(
  async () => (await import("./ContactDialogs")).RemoveContactDialog,
);

interface Props {
  customer: Customer;
  onSave: (spec: FieldSpec, value: string) => Promise<void>;
}

type Dialog = "add" | Identity | null;

/** The main contact of each kind, edited in place; further ones and ids of other systems below. */
export function Contacts({ customer, onSave }: Props) {
  const [dialog, setDialog] = useState<Dialog>(null);
  const title = t("customers.view.contacts");
  const specs = contactFields().filter((spec) => spec.value(customer) || editable(customer, spec));
  const further = customer.identities.filter((identity) => !identity.is_primary);
  const close = () => setDialog(null);
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.headingLine}>
        <h3 className={classes.heading}>{title}</h3>
        <RefusableButton
          variant="subtle"
          size="compact-xs"
          leftSection={<Plus size={13} aria-hidden />}
          disabledReason={refusalText(customer.refusals.edit)}
          onClick={() => setDialog("add")}
        >
          {t("customers.edit.add")}
        </RefusableButton>
      </div>
      {specs.map((spec) => (
        <ProfileField key={spec.name} spec={spec} customer={customer} onSave={onSave} />
      ))}
      {further.map((identity) => (
        <Further
          key={identity.id}
          identity={identity}
          customer={customer}
          onSave={onSave}
          onRemove={() => setDialog(identity)}
        />
      ))}
      {customer.contact_masked && <Masked customer={customer} />}
      {dialog === "add" && <ContactDialog customer={customer} onClose={close} />}
      {dialog && dialog !== "add" && (
        <RemoveContactDialog customer={customer} identity={dialog} onClose={close} />
      )}
    </section>
  );
}

/** Why they are hidden, and a way to see them once for who may. */
function Masked({ customer }: { customer: Customer }) {
  const { reveal } = useCommands();
  const left = customer.reveals_left;
  const refusal = customer.refusals.reveal;
  return (
    <>
      <p className={classes.hint}>{t("customers.view.masked")}</p>
      {refusal?.code !== "role_may_not" && (
        <div className={classes.reveal}>
          <RefusableButton
            variant="default"
            leftSection={<Eye size={15} aria-hidden />}
            disabledReason={refusalText(refusal)}
            onClick={() => reveal(customer)}
          >
            {t("customers.act.reveal")}
          </RefusableButton>
          {left !== null && (
            <span className={classes.quiet}>
              {t("customers.view.revealsLeft", { count: left })}
            </span>
          )}
        </div>
      )}
    </>
  );
}

const editable = (customer: Customer, spec: FieldSpec) =>
  customer.editable_fields.includes(spec.name);

interface FurtherProps extends Props {
  identity: Identity;
  onRemove: () => void;
}

function Further({ identity, customer, onSave, onRemove }: FurtherProps) {
  const { log } = useCommands();
  const { kind, value, source } = identity;
  const shown = kind === "phone" ? readable(value) : value;
  const spec = contactFields().find((each) => each.name === (kind as FieldName));
  const mayEdit = spec ? editable(customer, spec) : !customer.refusals.edit;
  return (
    <Field label={source || labelOfField(kind)}>
      {kind === "phone" ? (
        <PhoneLink phone={value} masked={!mayEdit} onCall={() => log(customer)} />
      ) : (
        <span>{value}</span>
      )}
      {mayEdit && (
        <span className={classes.tools}>
          {spec && (
            <ActionIcon
              size="sm"
              aria-label={t("customers.edit.makePrimary", { value: shown })}
              title={t("customers.edit.makePrimary", { value: shown })}
              onClick={() => void onSave(spec, value)}
            >
              <Star size={14} />
            </ActionIcon>
          )}
          <ActionIcon
            size="sm"
            aria-label={t("customers.edit.remove", { value: shown })}
            title={t("customers.edit.remove", { value: shown })}
            onClick={onRemove}
          >
            <X size={14} />
          </ActionIcon>
        </span>
      )}
    </Field>
  );
}
