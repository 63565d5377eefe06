import { ActionIcon, Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Pencil, X } from "lucide-react";
import { useState } from "react";
import type { Customer } from "@/features/customers/types";
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

/** Who sent them to us. */
export function Referrer({ customer, onSave }: Props) {
  const [picking, setPicking] = useState(false);
  const { referred_by: referrer } = customer;
  const label = labelOfField("referred_by");
  const save = (value: string) => onSave(referrerField(), value);
  return (
    <Field label={label}>
      {referrer ? (
        <Anchor component={Link} to={paths.customer(referrer.id)}>
          {nameOf(referrer)}
        </Anchor>
      ) : (
        "–"
      )}
      {customer.editable_fields.includes("referred_by") && (
        <span className={classes.tools}>
          <ActionIcon
            size="sm"
            aria-label={t("ui.edit", { label })}
            onClick={() => setPicking(true)}
          >
            <Pencil size={14} />
          </ActionIcon>
          {referrer && (
            <ActionIcon
              size="sm"
              aria-label={t("customers.edit.removeLink", { label })}
              onClick={() => save("").catch(notifyError)}
            >
              <X size={14} />
            </ActionIcon>
          )}
        </span>
      )}
      {picking && (
        <PersonDialog
          title={t("customers.edit.pickReferrer", { name: nameOf(customer) })}
          not={customer.id}
          onPick={(id) => save(String(id))}
          onClose={() => setPicking(false)}
        />
      )}
    </Field>
  );
}

const referrerField = (): FieldSpec => ({
  name: "referred_by",
  label: labelOfField("referred_by"),
  value: (customer) => String(customer.referred_by?.id ?? ""),
  body: (value) => ({ referred_by: value ? Number(value) : null }),
});
