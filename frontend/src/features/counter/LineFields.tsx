import { CloseButton, NativeSelect, TextInput } from "@mantine/core";
import type { ListEntry } from "@/api/reference";
import { t } from "@/i18n";
import { entryText } from "@/ui/entryText";
import { ENTERED, paymentTypeText } from "@/ui/paymentWords";
import classes from "./counter.module.css";
import type { DeskFormState } from "./DeskForm";

interface Props {
  place: number;
  /** For whom, to screen readers. */
  label: string;
  ways: ListEntry[];
  form: DeskFormState;
  autoFocus: boolean;
  removable: boolean;
}

/** How much, by which way, with which number of the slip. */
export function LineFields({ place, label, ways, form, autoFocus, removable }: Props) {
  const input = (name: string) => form.getInputProps(`items.${place}.${name}`);
  const named = (field: string) => `${field} · ${label}`;
  return (
    <div className={classes.line}>
      <TextInput
        label={t("payments.amount")}
        aria-label={named(t("payments.amount"))}
        inputMode="decimal"
        autoComplete="off"
        autoFocus={autoFocus}
        onFocus={(event) => event.currentTarget.select()}
        {...input("amount")}
      />
      <NativeSelect
        label={t("payments.method")}
        aria-label={named(t("payments.method"))}
        data={ways.map((way) => ({ value: way.code, label: entryText(way) }))}
        {...input("method")}
      />
      <TextInput
        label={t("payments.reference")}
        aria-label={named(t("payments.reference"))}
        autoComplete="off"
        maxLength={90}
        {...input("reference")}
      />
      <NativeSelect
        label={t("payments.for")}
        aria-label={named(t("payments.for"))}
        data={ENTERED.map((value) => ({ value, label: paymentTypeText(value) }))}
        {...input("type")}
      />
      {removable && (
        <CloseButton
          className={classes.remove ?? ""}
          aria-label={t("counter.remove")}
          onClick={() => form.removeListItem("items", place)}
        />
      )}
    </div>
  );
}
