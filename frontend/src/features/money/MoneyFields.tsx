import { NativeSelect, TextInput } from "@mantine/core";
import type { ChangeEventHandler, ReactNode } from "react";
import { useWays } from "@/api/reference";
import { t } from "@/i18n";
import { entryText } from "@/ui/entryText";

/** Of `form.getInputProps`, or by hand. */
interface Input<Element> {
  value?: string;
  onChange: ChangeEventHandler<Element>;
  error?: ReactNode;
}

/** As it is typed: money is never a floating number. */
export function AmountField({
  currency,
  ...input
}: Input<HTMLInputElement> & { currency: string }) {
  return (
    <TextInput
      label={t("payments.amountIn", { currency })}
      required
      inputMode="decimal"
      autoComplete="off"
      {...input}
    />
  );
}

/** By which of the school's ways it came or goes. */
export function WayField(input: Input<HTMLSelectElement>) {
  const ways = useWays().map((way) => ({ value: way.code, label: entryText(way) }));
  const none = { value: "", label: t("payments.chooseMethod") };
  return (
    <NativeSelect
      label={t("payments.method")}
      required
      data={input.value ? ways : [none, ...ways]}
      {...input}
    />
  );
}

export function ReferenceField(input: Input<HTMLInputElement>) {
  return (
    <TextInput
      label={t("payments.reference")}
      description={t("payments.referenceHint")}
      autoComplete="off"
      {...input}
    />
  );
}
