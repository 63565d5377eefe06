import { Anchor, UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { components } from "@/api/schema.gen";
import { t } from "@/i18n";
import { RelativeDate } from "@/ui/RelativeDate";
import { StatusDot } from "@/ui/StatusDot";
import classes from "./inquiries.module.css";
import type { Inquiry } from "./queries";
import { askedText, nameOf, STATE_COLORS, stateText } from "./words";

interface Props {
  inquiries: components["schemas"]["TodayInquiries"];
  /** Where all of them stand. */
  all: string;
  onOpen: (inquiry: Inquiry) => void;
}

/** Today: who waits for somebody, and what those asked lately whom one answers for. */
export function NewInquiries({ inquiries, all, onOpen }: Props) {
  return (
    <section className={classes.newsPart} aria-label={t("inquiries.news")}>
      <h2 className={classes.newsTitle}>
        {t("inquiries.news")}
        <Anchor component={Link} to={all} className={classes.newsAll ?? ""}>
          {t("inquiries.showAll")}
        </Anchor>
      </h2>
      <ul className={classes.newsRows}>
        {inquiries.rows.map((inquiry) => (
          <li key={inquiry.id} className={classes.news}>
            <UnstyledButton className={classes.newsName} onClick={() => onOpen(inquiry)}>
              {inquiry.customer?.name || nameOf(inquiry)}
            </UnstyledButton>
            <StatusDot color={STATE_COLORS[inquiry.disposition]}>
              {inquiry.customer ? t("inquiries.asks") : stateText(inquiry)}
            </StatusDot>
            <span className={classes.newsSaid}>{askedText(inquiry)}</span>
            <span className={classes.quiet}>
              <RelativeDate at={inquiry.created_at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
