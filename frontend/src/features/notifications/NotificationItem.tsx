import { ActionIcon, VisuallyHidden } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Check } from "lucide-react";
import { getLanguage, t } from "@/i18n";
import { relative } from "@/lib/dates";
import { placeOf } from "./links";
import classes from "./notifications.module.css";
import type { Notification } from "./queries";
import { sentenceOf } from "./words";

interface Props {
  found: Notification;
  /** Whose they are. */
  me: number;
  onRead: () => void;
  onFollow: () => void;
}

/** A sentence, which is the way to the rows behind it; who they are, as far as I may see them. */
export function NotificationItem({ found, me, onRead, onFollow }: Props) {
  const sentence = sentenceOf(found);
  const fresh = found.read_at === null;
  const { to, search } = placeOf(found, me);
  return (
    <li className={classes.item} data-unread={fresh}>
      <Link to={to} search={(search ?? {}) as never} className={classes.link} onClick={onFollow}>
        {fresh && <VisuallyHidden>{t("notifications.isUnread")} </VisuallyHidden>}
        <span className={classes.sentence}>{sentence}</span>
        <span className={classes.quiet}>
          {[namesOf(found), relative(found.at, getLanguage())].filter(Boolean).join(" · ")}
        </span>
      </Link>
      {fresh && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t("notifications.markRead", { what: sentence })}
          onClick={onRead}
        >
          <Check size={16} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}

/** The newest by name, and how many more there are. */
function namesOf({ count, ...found }: Notification): string {
  const named = [...found.customers, ...found.enrollments, ...found.employees, ...found.pools];
  const names = named.flatMap(({ name }) => (name ? [name] : []));
  const more = count - names.length;
  if (names.length === 0) return "";
  return [...names, ...(more > 0 ? [t("notifications.more", { count: more })] : [])].join(
    t("notifications.comma"),
  );
}
