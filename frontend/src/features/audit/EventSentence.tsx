import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
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
          <Anchor
            component={Link}
            to={place.to}
            search={place.search as never}
            fz="inherit"
            onClick={(click) => click.stopPropagation()}
          >
            {subject}
          </Anchor>
        ) : (
          subject
        ))}
      {after}
    </>
  );
}
