import { ActionIcon, Anchor, Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Pencil } from "lucide-react";
import { useState } from "react";
import { StatusMark } from "@/features/customers/StatusMark";
import type { Customer, Member } from "@/features/customers/types";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { Field } from "@/ui/Field";
import { notifyError } from "@/ui/notify";
import classes from "./detail.module.css";
import { type FieldSpec, labelOfField } from "./fields";
import { later } from "@/ui/later";

const PersonDialog = later(async () => (await import("./PersonDialog")).PersonDialog);

interface Props {
  customer: Customer;
  onSave: (spec: FieldSpec, value: string) => Promise<void>;
}

/** Guardian and students: one phone, several students, held as one. */
export function Household({ customer, onSave }: Props) {
  const title = t("customers.view.household");
  return (
    <section className={classes.section} aria-label={title}>
      <h3 className={classes.heading}>{title}</h3>
      {customer.students.length === 0 && <Guardian customer={customer} onSave={onSave} />}
      {customer.students.map((student) => (
        <Field key={student.id} label={t("customers.view.studentOf")}>
          <MemberLink member={student} />
        </Field>
      ))}
      {customer.guardian === null && !customer.deleted_at && (
        <Field label={t("customers.view.studentOf")}>
          <Button
            component={Link}
            to={paths.newStudent(customer.id)}
            variant="subtle"
            size="compact-xs"
          >
            {t("customers.edit.addStudent")}
          </Button>
        </Field>
      )}
      {(customer.guardian !== null || customer.students.length > 0) && (
        <p className={classes.hint}>{t("customers.edit.guardianHint")}</p>
      )}
    </section>
  );
}

function Guardian({ customer, onSave }: Props) {
  const [picking, setPicking] = useState(false);
  const mayEdit = customer.editable_fields.includes("guardian");
  const label = labelOfField("guardian");
  const save = (value: string) => onSave(guardianField(), value);
  return (
    <Field label={label}>
      {customer.guardian ? (
        <MemberLink member={customer.guardian} />
      ) : (
        !mayEdit && t("customers.edit.noGuardian")
      )}
      {mayEdit && !customer.guardian && (
        <Button variant="subtle" size="compact-xs" onClick={() => setPicking(true)}>
          {t("customers.edit.setGuardian")}
        </Button>
      )}
      {mayEdit && customer.guardian && (
        <span className={classes.tools}>
          <ActionIcon
            size="sm"
            aria-label={t("ui.edit", { label })}
            onClick={() => setPicking(true)}
          >
            <Pencil size={14} />
          </ActionIcon>
          <Button variant="subtle" size="compact-xs" onClick={() => save("").catch(notifyError)}>
            {t("customers.edit.leaveHousehold")}
          </Button>
        </span>
      )}
      {picking && (
        <PersonDialog
          title={t("customers.edit.pickGuardian", { name: nameOf(customer) })}
          not={customer.id}
          onPick={(id) => save(String(id))}
          onClose={() => setPicking(false)}
        />
      )}
    </Field>
  );
}

export function MemberLink({ member }: { member: Member }) {
  return (
    <span className={classes.member}>
      <Anchor component={Link} to={paths.customer(member.id)}>
        {nameOf(member)}
      </Anchor>
      <StatusMark status={member.status} />
    </span>
  );
}

const guardianField = (): FieldSpec => ({
  name: "guardian",
  label: labelOfField("guardian"),
  value: (customer) => String(customer.guardian?.id ?? ""),
  body: (value) => ({ guardian: value ? Number(value) : null }),
});
