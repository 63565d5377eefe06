import { Link } from "@tanstack/react-router";
import { getLanguage, t } from "@/i18n";
import { weekday } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { EmptyState } from "@/ui/EmptyState";
import type { Lesson } from "./queries";
import classes from "./timetable.module.css";
import { namesText } from "./words";

interface Props {
  days: readonly string[];
  today: string;
  lessons: readonly Lesson[];
  closed: ReadonlySet<string>;
}

/** The clock on the wall of the campus: its own offset stands in the text, whoever reads it where. */
const clock = (instant: string) => instant.slice(11, 16);

/** A week: on a desktop a column a day, on a phone one day below the other. */
export function Timetable({ days, today, lessons, closed }: Props) {
  if (lessons.length === 0 && closed.size === 0) {
    return <EmptyState title={t("classes.noLessons")} hint={t("classes.noLessonsHint")} />;
  }
  return (
    <div className={classes.week}>
      {days.map((day) => (
        <Day
          key={day}
          day={day}
          isToday={day === today}
          isClosed={closed.has(day)}
          lessons={lessons.filter((lesson) => lesson.day === day)}
        />
      ))}
    </div>
  );
}

interface DayProps {
  day: string;
  isToday: boolean;
  isClosed: boolean;
  lessons: readonly Lesson[];
}

function Day({ day, isToday, isClosed, lessons }: DayProps) {
  return (
    <section
      className={classes.day}
      aria-labelledby={`day-${day}`}
      data-today={isToday}
      data-closed={isClosed}
      data-empty={lessons.length === 0 && !isClosed}
    >
      <h3 id={`day-${day}`} className={classes.dayName}>
        {weekday(day, getLanguage())}
        {isClosed && <span className={classes.closed}>{t("classes.closed")}</span>}
      </h3>
      <ul className={classes.lessons}>
        {lessons.map((lesson) => (
          <li key={`${lesson.class_group.id}.${lesson.starts_at}`}>
            <LessonCard lesson={lesson} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function LessonCard({ lesson }: { lesson: Lesson }) {
  const { class_group: group, room, teachers, campus } = lesson;
  return (
    <Link to={paths.class(group.id)} className={classes.lesson} data-state={lesson.state}>
      <span className={classes.time}>
        {clock(lesson.starts_at)}–{clock(lesson.ends_at)}
      </span>
      <span className={classes.what}>{group.name}</span>
      <span className={classes.quiet}>{lesson.course.name}</span>
      <span className={classes.quiet}>
        {[campus.name, room?.name, namesText(teachers)].filter(Boolean).join(" · ")}
      </span>
    </Link>
  );
}
