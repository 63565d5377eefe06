import { useForm } from "@mantine/form";
import { AmountField, ReferenceField, WayField } from "@/features/money/MoneyFields";
import { getLanguage, t } from "@/i18n";
import { compare, minus, readAmount, sum } from "@/lib/amounts";
import { exactDay } from "@/lib/dates";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import classes from "./paying.module.css";
import { type Enrollment, type Part, useTakePart } from "./queries";

interface Props {
  enrollment: Enrollment;
  part: Part;
  onClose: () => void;
}

/** What a part and those before it lack: money counts for the earliest first. */
function lackingOf({ installments }: Enrollment, part: Part): string {
  const until = installments.slice(0, installments.findIndex(({ id }) => id === part.id) + 1);
  const lacking = minus(sum(until.map(({ amount }) => amount)), sum(until.map(({ paid }) => paid)));
  return compare(lacking, "0") > 0 ? lacking : "";
}

/** Money for one part, submitted and confirmed in one step. */
export function TakePartPanel({ enrollment, part, onClose }: Props) {
  const take = useTakePart(part.id);
  const form = useForm({
    initialValues: { amount: lackingOf(enrollment, part), method: "", reference: "" },
  });
  return (
    <Panel opened onClose={onClose} title={t("payments.takePart")}>
      <FormShell
        form={form}
        onSubmit={async ({ amount, ...rest }) => {
          const body = { ...rest, amount: readAmount(amount) ?? amount };
          const { number } = await take.mutateAsync(body);
          notify(t("payments.onNumber", { number }));
          onClose();
        }}
        loading={take.isPending}
        submitError={take.error}
        submitLabel={t("payments.takePart")}
        sticky
      >
        <p className={classes.quiet}>
          {t("payments.dueOn", { day: exactDay(part.due_date, getLanguage()) })}
        </p>
        <AmountField currency={enrollment.currency} {...form.getInputProps("amount")} />
        <WayField {...form.getInputProps("method")} />
        <ReferenceField {...form.getInputProps("reference")} />
      </FormShell>
    </Panel>
  );
}
