import { useForm, type UseFormReturnType } from "@mantine/form";
import { useEffect, useState } from "react";
import type { ListEntry } from "@/api/reference";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { isProblem } from "@/lib/problem";
import { amountText } from "@/ui/amountText";
import { errorText } from "@/ui/errorText";
import { FormShell } from "@/ui/FormShell";
import { PhoneLink } from "@/ui/PhoneLink";
import classes from "./counter.module.css";
import { firstLines, itemsOf, type Line, totalOf } from "./lines";
import { type Found, type Part, type Receipt, useReceive } from "./queries";
import { Student } from "./Student";
import { Submitted } from "./Submitted";

interface Props {
  household: Found[];
  parts: Part[];
  ways: ListEntry[];
  asked: number | undefined;
  onReceived: (receipt: Receipt) => void;
}

/** Named as the API names them, so that its field errors land on their inputs. */
export interface Values {
  items: Line[];
}
export type DeskFormState = UseFormReturnType<Values>;

export function DeskForm({ household, parts, ways, asked, onReceived }: Props) {
  const [first] = household;
  const payer = first?.payer.id ?? 0;
  const receive = useReceive(payer);
  const [initial] = useState(() => ({
    items: firstLines(household, parts, asked, ways[0]?.code ?? ""),
  }));
  const form = useForm<Values>({ initialValues: initial });
  useItemError(form, receive.error);
  const { items } = form.values;
  const total = amountText(totalOf(items), first?.currency ?? "");
  return (
    <FormShell
      form={form}
      onSubmit={async ({ items: lines }) => onReceived(await receive.mutateAsync(itemsOf(lines)))}
      loading={receive.isPending}
      submitError={receive.error}
      submitLabel={t("counter.receive", { amount: total })}
      disabledReason={items.length === 0 ? t("counter.chooseSome") : undefined}
      draft={`counter.${payer}`}
      sticky
    >
      {first && (
        <div className={classes.payer}>
          <h2 className={classes.title}>{first.payer.name || t("payments.unnamed")}</h2>
          <PhoneLink phone={first.payer.phone} masked={first.contact_masked} />
        </div>
      )}
      <Submitted enrollments={household.map(({ id }) => id)} />
      {household.map((one) => (
        <Student key={one.id} enrollment={one} parts={parts} ways={ways} form={form} />
      ))}
      <Unsure error={receive.error} />
    </FormShell>
  );
}

/** A refusal names its item: it stands at that amount too. */
function useItemError(form: DeskFormState, error: unknown): void {
  useEffect(() => {
    if (!isProblem(error) || typeof error.params.item !== "number") return;
    const field = error.code === "reference_taken" ? "reference" : "amount";
    form.setFieldError(`items.${error.params.item}.${field}`, errorText(error));
    // Only a new answer says something new.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [error]);
}

/** After a lost network nobody knows whether the money is booked. */
function Unsure({ error }: { error: unknown }) {
  if (!error) return null;
  const changed = isProblem(error) && error.code === "idempotency_key_reused";
  if (isProblem(error) && error.status < 500 && !changed) return null;
  return (
    <p className={classes.unsure}>
      {t(changed ? "counter.maybeBooked" : "counter.tryAgain")}{" "}
      <a href={paths.receipts()} target="_blank" rel="noreferrer">
        {t("nav.receipts")}
      </a>
    </p>
  );
}
