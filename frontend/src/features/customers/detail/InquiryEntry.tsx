import type { components } from "@/api/schema.gen";
import { t } from "@/i18n";
import classes from "./detail.module.css";
import { Line } from "./TimelineLine";

type Inquiry = components["schemas"]["Consultation"];

/** They asked: how, through what, and in whose words. */
export function InquiryEntry({ inquiry }: { inquiry: Inquiry }) {
  const { channel, form, taken_by: taker, courses, question, repeats } = inquiry;
  const facts = [
    t("customers.timeline.asked", { channel: t(`customers.channel.${channel}`) }),
    ...(form ? [form.name] : []),
    ...courses.map((course) => course.name),
    ...(repeats ? [t("customers.timeline.askedAgain", { count: repeats })] : []),
  ].join(" · ");
  return (
    <>
      {taker ? <Line actor={taker}>{facts}</Line> : <p className={classes.entryLine}>{facts}</p>}
      {question && <p className={classes.said}>{question}</p>}
    </>
  );
}
