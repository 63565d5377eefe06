import { Button, Checkbox } from "@mantine/core";
import type { ListEntry } from "@/api/reference";
import { t } from "@/i18n";
import { compare, isSome } from "@/lib/amounts";
import { amountText } from "@/ui/amountText";
import { refusalText } from "@/ui/errorText";
import classes from "./counter.module.css";
import type { DeskFormState } from "./DeskForm";
import { LineFields } from "./LineFields";
import { dueNow, type Line, lineOf, restOf } from "./lines";
import type { Found, Part } from "./queries";
import { dueText } from "./words";

interface Props {
  enrollment: Found;
  parts: Part[];
  ways: ListEntry[];
  form: DeskFormState;
}

/** One enrollment of the household: is something paid for it, and how? */
export function Student({ enrollment, parts, ways, form }: Props) {
  const { items } = form.values;
  const lines = items.flatMap((line, place) => (line.enrollment === enrollment.id ? place : []));
  const name = enrollment.customer.name || t("payments.unnamed");
  const method = items.at(-1)?.method ?? ways[0]?.code ?? "";
  const others = () => items.filter((line) => line.enrollment !== enrollment.id);
  const toggle = (pays: boolean) =>
    form.setFieldValue("items", [
      ...others(),
      ...(pays ? [lineOf(enrollment, parts, method)] : []),
    ]);
  const split = () => {
    const amount = restOf(enrollment, items);
    const type: Line["type"] = amount ? "tuition" : "material";
    form.insertListItem("items", {
      enrollment: enrollment.id,
      type,
      amount,
      method,
      reference: "",
    });
  };
  return (
    <fieldset className={classes.student} data-pays={lines.length > 0}>
      <legend className={classes.legend}>
        <Checkbox
          checked={lines.length > 0}
          disabled={Boolean(enrollment.refusals.receive)}
          onChange={(event) => toggle(event.currentTarget.checked)}
          label={`${name} · ${enrollment.class_group.code}`}
        />
      </legend>
      <p className={classes.quiet}>
        {[enrollment.class_group.course.name, enrollment.class_group.campus.name].join(" · ")}
      </p>
      {enrollment.refusals.receive ? (
        <p className={classes.quiet}>{refusalText(enrollment.refusals.receive)}</p>
      ) : (
        <Asked enrollment={enrollment} parts={parts} place={lines[0]} form={form} />
      )}
      {lines.map((place, index) => (
        <LineFields
          key={place}
          place={place}
          label={name}
          ways={ways}
          form={form}
          autoFocus={place === 0}
          removable={index > 0}
        />
      ))}
      {lines.length > 0 && (
        <Button variant="subtle" size="compact-sm" className={classes.split ?? ""} onClick={split}>
          {t("counter.split")}
        </Button>
      )}
    </fieldset>
  );
}

interface AskedProps extends Pick<Props, "enrollment" | "parts" | "form"> {
  /** Of the first line; none when nothing is paid for it yet. */
  place: number | undefined;
}

/** What is due now and what is open: a tap takes it over. */
function Asked({ enrollment, parts, place, form }: AskedProps) {
  const now = dueNow(enrollment, parts);
  const part = parts.find(({ enrollment: of, payable }) => of === enrollment.id && isSome(payable));
  const take = (amount: string) => {
    if (place !== undefined) form.setFieldValue(`items.${place}.amount`, amount);
  };
  if (!isSome(enrollment.balance))
    return <p className={classes.quiet}>{t("counter.paidInFull")}</p>;
  const amounts = [
    ...(compare(now, enrollment.balance) === 0
      ? []
      : [{ label: part ? dueText(part.due_date) : "", amount: now }]),
    { label: t("counter.whole"), amount: enrollment.balance },
  ];
  return (
    <div className={classes.asked}>
      {amounts.map(({ label, amount }) => (
        <Button
          key={label}
          variant="default"
          size="compact-sm"
          disabled={place === undefined}
          onClick={() => take(amount)}
        >
          {label} {amountText(amount, enrollment.currency)}
        </Button>
      ))}
    </div>
  );
}
