import { UnstyledButton } from "@mantine/core";
import { RelativeDate } from "@/ui/RelativeDate";
import { StatusDot } from "@/ui/StatusDot";
import classes from "./inquiries.module.css";
import type { Inquiry } from "./queries";
import { askedText, contactsText, howText, nameOf, STATE_COLORS, stateText } from "./words";

export const State = ({ inquiry }: { inquiry: Inquiry }) => (
  <StatusDot color={STATE_COLORS[inquiry.disposition]}>{stateText(inquiry)}</StatusDot>
);

/** The same row for a thumb. */
export function InquiryCard({ inquiry, onOpen }: { inquiry: Inquiry; onOpen: () => void }) {
  const asked = askedText(inquiry);
  return (
    <div className={classes.card}>
      <div className={classes.cardTop}>
        <UnstyledButton className={classes.cardName} onClick={onOpen}>
          {nameOf(inquiry)}
        </UnstyledButton>
        <span className={classes.quiet}>
          <RelativeDate at={inquiry.created_at} />
        </span>
      </div>
      <div className={classes.quiet}>{contactsText(inquiry)}</div>
      {asked && <p className={classes.clamped}>{asked}</p>}
      <div className={classes.cardTop}>
        <State inquiry={inquiry} />
        <span className={classes.quiet}>{howText(inquiry)}</span>
      </div>
    </div>
  );
}
