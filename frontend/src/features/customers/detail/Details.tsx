import type { ReactNode } from "react";
import type { Customer } from "@/features/customers/types";
import { labelOf } from "@/features/customers/words";
import { t } from "@/i18n";
import { Field } from "@/ui/Field";
import { RelativeDate } from "@/ui/RelativeDate";
import { later } from "@/ui/later";
import { Contacts } from "./Contacts";
import classes from "./detail.module.css";
import {
  type FieldSpec,
  labelOfField,
  useInterestFields,
  useOriginFields,
  usePersonFields,
} from "./fields";
import { Household } from "./Household";
import { ProfileField } from "./ProfileField";
import { Referrer } from "./Referrer";
import { useEdit } from "./useEdit";

const ConflictDialog = later(async () => (await import("./ConflictDialog")).ConflictDialog);

/** Everything known about a customer, edited where it stands. */
export function Details({ customer }: { customer: Customer }) {
  const { save, conflict } = useEdit(customer);
  const person = usePersonFields();
  const interest = useInterestFields();
  const origin = useOriginFields();
  const fields = (specs: FieldSpec[]) =>
    specs.map((spec) => (
      <ProfileField key={spec.name} spec={spec} customer={customer} onSave={save} />
    ));
  return (
    <div className={classes.details}>
      <Contacts customer={customer} onSave={save} />
      <Section title={t("customers.view.person")}>{fields(person)}</Section>
      <Section title={t("customers.view.interest")}>{fields(interest)}</Section>
      <Household customer={customer} onSave={save} />
      <Section title={t("customers.view.origin")}>
        {fields(origin)}
        <Referrer customer={customer} onSave={save} />
        <Facts customer={customer} />
      </Section>
      <Extra extra={customer.extra} />
      {conflict && <ConflictDialog conflict={conflict} />}
    </div>
  );
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <h3 className={classes.heading}>{title}</h3>
      {children}
    </section>
  );
}

/** What follows from events and is never typed. */
function Facts({ customer }: { customer: Customer }) {
  const date = (name: "created_at" | "owned_since" | "entered_at") =>
    customer[name] && (
      <Field label={labelOfField(name)}>
        <RelativeDate at={customer[name]} />
      </Field>
    );
  return (
    <>
      {customer.created_by && (
        <Field label={labelOfField("created_by")}>{customer.created_by.name}</Field>
      )}
      {date("created_at")}
      {customer.owner ? date("owned_since") : date("entered_at")}
      <Field label={labelOfField("pool")}>{customer.pool.name}</Field>
      {customer.status === "lost" && customer.lost_reason && (
        <Field label={labelOfField("lost_reason")}>{labelOf(customer.lost_reason)}</Field>
      )}
    </>
  );
}

/** Columns that the school had and Shoal does not name. */
function Extra({ extra }: Pick<Customer, "extra">) {
  const columns = Object.entries(extra);
  if (columns.length === 0) return null;
  return (
    <Section title={t("customers.view.other")}>
      {columns.map(([name, value]) => (
        <Field key={name} label={name}>
          <span className={classes.long}>{String(value)}</span>
        </Field>
      ))}
    </Section>
  );
}
