import { Anchor, Skeleton } from "@mantine/core";
import { getLanguage, t, useLanguage } from "@/i18n";
import { exact, relative } from "@/lib/dates";
import { Field } from "@/ui/Field";
import { ErrorState } from "@/ui/ErrorState";
import { Panel } from "@/ui/Panel";
import { PhoneLink } from "@/ui/PhoneLink";
import classes from "./inquiries.module.css";
import { type InquiryDetail, useInquiry } from "./queries";
import { SettleInquiry } from "./SettleInquiry";
import { howText, nameOf, stateText } from "./words";

interface Props {
  id: number;
  onClose: () => void;
  onOpenCustomer: (id: number) => void;
}

/** One inquiry: what they said, who may be meant, what to do. */
export function InquiryPanel({ id, onClose, onOpenCustomer }: Props) {
  const { data: inquiry, error, refetch } = useInquiry(id);
  return (
    <Panel opened onClose={onClose} title={inquiry ? nameOf(inquiry) : t("inquiries.one")}>
      {!inquiry &&
        (error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height={320} />
        ))}
      {inquiry && (
        <>
          {inquiry.question && <p className={classes.quote}>{inquiry.question}</p>}
          <Facts inquiry={inquiry} />
          {inquiry.disposition === "undisposed" ? (
            <SettleInquiry inquiry={inquiry} onGone={onClose} />
          ) : (
            <Settled inquiry={inquiry} onOpenCustomer={onOpenCustomer} />
          )}
        </>
      )}
    </Panel>
  );
}

function Facts({ inquiry }: { inquiry: InquiryDetail }) {
  const language = useLanguage();
  const { phone, wechat, qq, email, campus, courses, page, utm, consent, repeats } = inquiry;
  const from = Object.values(utm).join(" · ");
  return (
    <>
      <Field label={t("inquiries.field.when")}>
        {exact(inquiry.occurred_at, language)} ({relative(inquiry.occurred_at, language)})
      </Field>
      <Field label={t("inquiries.field.channel")}>{howText(inquiry)}</Field>
      {phone && (
        <Field label={t("inquiries.field.phone")}>
          <PhoneLink phone={phone} masked={inquiry.contact_masked} onCall={() => undefined} />
        </Field>
      )}
      {wechat && <Field label={t("inquiries.field.wechat")}>{wechat}</Field>}
      {qq && <Field label="QQ">{qq}</Field>}
      {email && <Field label={t("inquiries.field.email")}>{email}</Field>}
      {campus && <Field label={t("inquiries.field.campus")}>{campus.name}</Field>}
      {courses.length > 0 && (
        <Field label={t("inquiries.field.courses")}>
          {courses.map(({ name }) => name).join(", ")}
        </Field>
      )}
      {page && (
        <Field label={t("inquiries.field.page")}>
          <span className={classes.said}>{page}</span>
        </Field>
      )}
      {from && <Field label={t("inquiries.field.campaign")}>{from}</Field>}
      {consent && <Field label={t("inquiries.field.consent")}>{consent}</Field>}
      {repeats > 0 && (
        <Field label={t("inquiries.field.repeats")}>
          {t("inquiries.repeats", { count: repeats })}
        </Field>
      )}
      {inquiry.taken_by && (
        <Field label={t("inquiries.field.takenBy")}>{inquiry.taken_by.name}</Field>
      )}
    </>
  );
}

function Settled({
  inquiry,
  onOpenCustomer,
}: {
  inquiry: InquiryDetail;
  onOpenCustomer: (id: number) => void;
}) {
  const { customer, disposed_by: by, disposed_at: at } = inquiry;
  const who = by ? t("inquiries.settledBy", { name: by.name }) : t("inquiries.settledItself");
  return (
    <section className={classes.part} aria-label={t("inquiries.outcome")}>
      <h3 className={classes.title}>{stateText(inquiry)}</h3>
      <p className={classes.why}>
        {who}
        {at && ` · ${relative(at, getLanguage())}`}
        {customer?.owner && ` · ${t("inquiries.heldBy", { name: customer.owner.name })}`}
      </p>
      {customer && (
        <Anchor component="button" type="button" onClick={() => onOpenCustomer(customer.id)}>
          {t("inquiries.openCustomer", { name: customer.name || t("inquiries.somebody") })}
        </Anchor>
      )}
    </section>
  );
}
