import { Link } from "@tanstack/react-router";
import classes from "./audit.module.css";
import { placeOf } from "./links";
import type { AuditEvent } from "./queries";
import { sentenceOf } from "./sentence";

/** What happened, with a way to whom or what it happened. */
export function EventSentence({ event }: { event: AuditEvent }) {
  const { before, subject, after } = sentenceOf(event);
  const place = subject === null || event.subject.name === null ? null : placeOf(event);
  return (
    <>
      {before}
      {subject !== null &&
        (place ? (
          <Link
            to={place.to}
            search={place.search as never}
            className={classes.link}
            // The row it stands in opens the event.
            onClick={(click) => click.stopPropagation()}
          >
            {subject}
          </Link>
        ) : (
          subject
        ))}
      {after}
    </>
  );
}
