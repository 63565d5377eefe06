import { Checkbox, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { getLanguage, t } from "@/i18n";
import { exactDay } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { amountText } from "@/ui/amountText";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { refusalText } from "@/ui/errorText";
import { Field } from "@/ui/Field";
import { notify } from "@/ui/notify";
import classes from "./enrollments.module.css";
import { type Enrollment, openClassesQuery } from "./queries";
import { type TransferPreview, useTransfer, useTransferPreview } from "./transfer";
import { classText } from "./words";

interface Props {
  enrollment: Enrollment;
  onClose: () => void;
}

const BLANK = { group: "", discount: "", discount_reason: "", note: "", agreed: false };
const A_PAUSE = 300;

/** To another class: says what becomes of seat, money and plan, then does just that. */
export function TransferDialog({ enrollment, onClose }: Props) {
  const move = useTransfer(enrollment.id);
  const navigate = useNavigate();
  const form = useForm({ initialValues: BLANK });
  const { group, discount, agreed, ...rest } = form.values;
  const [typed] = useDebouncedValue(discount, A_PAUSE);
  const preview = useTransferPreview(enrollment.id, group ? Number(group) : null, typed);
  const name = enrollment.customer.name || t("enrollments.unnamed");
  const found = group ? preview.data : undefined;

  const confirm = () =>
    move.mutate(
      {
        ...rest,
        class_group: Number(group),
        ...(discount ? { discount } : {}),
        discount_agreed: agreed,
      },
      {
        onSuccess: (moved) => {
          notify(t("enrollments.step.transfer.done", { name, class: moved.class_group.code }));
          onClose();
          void navigate({ to: paths.enrollment(moved.id) });
        },
      },
    );

  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t("enrollments.step.transfer.title", { name })}
      consequence={t("enrollments.step.transfer.consequence")}
      confirmLabel={t("enrollments.step.transfer.verb")}
      onConfirm={confirm}
      loading={move.isPending}
      submitError={move.error ?? preview.error}
      disabledReason={group ? refusalText(found?.refusal) : t("enrollments.chooseClass")}
    >
      <div className={classes.leaving}>
        <Classes enrollment={enrollment} {...form.getInputProps("group")} />
        {found && (
          <TextInput
            label={t("enrollments.discountOf", { currency: found.currency })}
            placeholder={t("enrollments.discountKept")}
            inputMode="decimal"
            {...form.getInputProps("discount")}
          />
        )}
        {discount && (
          <TextInput
            label={t("enrollments.discountReason")}
            {...form.getInputProps("discount_reason")}
          />
        )}
        {found && <Preview found={found} />}
        {found?.discount_limits.needs_agreement && (
          <Checkbox
            label={t("enrollments.agreeDiscount", {
              amount: amountText(found.discount, found.currency),
            })}
            {...form.getInputProps("agreed", { type: "checkbox" })}
          />
        )}
        <Textarea
          label={t("enrollments.note")}
          autosize
          minRows={2}
          {...form.getInputProps("note")}
        />
      </div>
    </ConfirmDialog>
  );
}

function Classes({ enrollment, ...input }: { enrollment: Enrollment }) {
  const all = useQuery(openClassesQuery).data ?? [];
  const others = all.filter(({ id }) => id !== enrollment.class_group.id);
  return (
    <NativeSelect
      label={t("enrollments.otherClass")}
      required
      data={[
        { value: "", label: t("enrollments.chooseClass") },
        ...others.map((group) => ({ value: String(group.id), label: classText(group) })),
      ]}
      {...input}
    />
  );
}

function Preview({ found }: { found: TransferPreview }) {
  const amount = (text: string) => amountText(text, found.currency);
  const some = (text: string) => Number(text) > 0;
  return (
    <div role="group" aria-label={t("enrollments.step.transfer.verb")}>
      <Field label={t("enrollments.newPrice")}>
        {some(found.discount)
          ? `${amount(found.net_price)} (${amount(found.list_price)} − ${amount(found.discount)})`
          : amount(found.net_price)}
      </Field>
      <Field label={t("enrollments.goesAlong")}>{amount(found.paid)}</Field>
      <Field label={t("enrollments.stillDue")}>
        <strong>{amount(found.due)}</strong>
      </Field>
      {some(found.credit) && (
        <Field label={t("enrollments.becomesCredit")}>{amount(found.credit)}</Field>
      )}
      {some(found.coming) && (
        <Field label={t("enrollments.onItsWay")}>
          {t("enrollments.onItsWayHint", { amount: amount(found.coming) })}
        </Field>
      )}
      <Field label={t("enrollments.seatThen")}>
        {found.state === "active" ? t("enrollments.sitsAtOnce") : t("enrollments.seatHeld")}
        {` · ${t("enrollments.free", { count: found.seats_free })}`}
      </Field>
      {found.parts.length > 1 && (
        <Field label={t("enrollments.partsThen")}>
          <div>
            {found.parts.map((part) => (
              <div key={part.due_date + part.amount}>
                {t("enrollments.partThen", {
                  day: exactDay(part.due_date, getLanguage()),
                  amount: amount(part.amount),
                })}
              </div>
            ))}
          </div>
        </Field>
      )}
    </div>
  );
}
