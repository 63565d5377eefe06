import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { getLanguage, t } from "@/i18n";
import { moneyText } from "@/lib/money";
import { paths } from "@/lib/paths";
import { Clashes } from "./Clashes";
import classes from "./classes.module.css";
import type { ClassDetail } from "./queries";
import { SeatNumbers, Seats } from "./Seats";
import { datesText, namesText, sessionText, typeText } from "./words";

interface Props {
  found: ClassDetail;
  /** Who is in it: enrollments know, and the page puts it here. */
  roll?: ReactNode;
}

/** A class: what it is, when it meets, how many seats it has. */
export function ClassView({ found, roll }: Props) {
  return (
    <div className={classes.view}>
      <Clashes clashes={found.clashes} />
      <div className={classes.parts}>
        <section className={classes.part} aria-label={t("classes.seats")}>
          <h2>{t("classes.seats")}</h2>
          <Seats {...found} />
          <SeatNumbers {...found} />
          {found.min_to_open > 0 && (
            <p className={classes.quiet}>{t("classes.least", { count: found.min_to_open })}</p>
          )}
        </section>
        <Facts found={found} />
        <Week found={found} />
      </div>
      {roll}
    </div>
  );
}

function Facts({ found }: { found: ClassDetail }) {
  const facts: [string, ReactNode][] = [
    [t("classes.course"), found.course.name],
    [t("classes.campus"), found.campus.name],
    [t("classes.term"), found.term],
    [t("classes.type"), typeText(found.class_type)],
    [t("classes.dates"), datesText(found)],
    [t("classes.teachers"), namesText(found.teachers) || "–"],
    [t("classes.tuition"), moneyText(found.tuition, found.currency, getLanguage())],
    ...(found.copied_from
      ? ([
          [
            t("classes.copiedFrom"),
            <Anchor component={Link} key="from" to={paths.class(found.copied_from.id)}>
              {found.copied_from.name}
            </Anchor>,
          ],
        ] as [string, ReactNode][])
      : []),
  ];
  return (
    <section className={classes.part} aria-label={t("classes.facts")}>
      <h2>{t("classes.facts")}</h2>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Week({ found }: { found: ClassDetail }) {
  const { total, held } = found.lessons;
  return (
    <section className={classes.part} aria-label={t("classes.week")}>
      <h2>{t("classes.week")}</h2>
      {found.sessions.length === 0 && <p className={classes.quiet}>{t("classes.noSessions")}</p>}
      <ul className={classes.week}>
        {found.sessions.map((session) => (
          <li key={`${session.weekday}.${session.starts_at}`}>
            <span className={classes.when}>{sessionText(session)}</span>
            <span className={classes.quiet}>
              {[session.room?.name, session.teacher?.name].filter(Boolean).join(" · ") || "–"}
            </span>
          </li>
        ))}
      </ul>
      {total > 0 && (
        <p className={classes.quiet}>
          {t("classes.lessonsHeld", { held, total })}{" "}
          <Anchor
            component={Link}
            to={paths.timetableOf("class_group", found.id, found.start_date)}
          >
            {t("classes.inTimetable")}
          </Anchor>
        </p>
      )}
    </section>
  );
}
