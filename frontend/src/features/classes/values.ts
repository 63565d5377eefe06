import type { ClashBody, ClassDetail, ClassFields, ClassType } from "./queries";
import { hour } from "./words";

export interface SessionValues {
  weekday: string;
  starts_at: string;
  ends_at: string;
  room: string | null;
  teacher: string | null;
}

export interface ClassValues {
  course: string | null;
  campus: string | null;
  code: string;
  term: string;
  class_type: ClassType;
  start_date: string;
  end_date: string;
  capacity: number | "";
  min_to_open: number | "";
  /** Typed as text: money is never a floating number. */
  tuition: string;
  teachers: string[];
  sessions: SessionValues[];
}

export const SATURDAY: SessionValues = {
  weekday: "6",
  starts_at: "09:00",
  ends_at: "11:00",
  room: null,
  teacher: null,
};

export const empty = (campus: number | undefined): ClassValues => ({
  course: null,
  campus: campus === undefined ? null : String(campus),
  code: "",
  term: "",
  class_type: "weekend",
  start_date: "",
  end_date: "",
  capacity: "",
  min_to_open: "",
  tuition: "",
  teachers: [],
  sessions: [],
});

const idText = (ref: { id: number } | null) => (ref ? String(ref.id) : null);

export const valuesOf = (found: ClassDetail): ClassValues => ({
  course: idText(found.course),
  campus: idText(found.campus),
  code: found.code,
  term: found.term,
  class_type: found.class_type,
  start_date: found.start_date,
  end_date: found.end_date,
  capacity: found.capacity,
  min_to_open: found.min_to_open,
  tuition: found.tuition,
  teachers: found.teachers.map(({ id }) => String(id)),
  sessions: found.sessions.map((session) => ({
    weekday: String(session.weekday),
    starts_at: hour(session.starts_at),
    ends_at: hour(session.ends_at),
    room: idText(session.room),
    teacher: idText(session.teacher),
  })),
});

const idOf = (text: string | null) => (text === null ? null : Number(text));

const sessionsOf = (values: ClassValues) =>
  values.sessions.map((session) => ({
    ...session,
    weekday: Number(session.weekday),
    room: idOf(session.room),
    // Whoever is taken out of the class takes none of its sessions.
    teacher:
      session.teacher && values.teachers.includes(session.teacher) ? idOf(session.teacher) : null,
  }));

export const fieldsOf = (values: ClassValues): ClassFields => ({
  course: Number(values.course),
  campus: Number(values.campus),
  code: values.code.trim(),
  term: values.term.trim(),
  class_type: values.class_type,
  start_date: values.start_date,
  end_date: values.end_date,
  capacity: Number(values.capacity),
  min_to_open: Number(values.min_to_open || 0),
  tuition: values.tuition.trim(),
  teachers: values.teachers.map(Number),
  sessions: sessionsOf(values),
});

const TIME = /^\d\d:\d\d$/;

/** What to ask about clashes; null while it is not all there. */
export function clashBodyOf(values: ClassValues, id: number | undefined): ClashBody | null {
  const { start_date, end_date, campus, sessions } = values;
  const times = sessions.every(
    ({ starts_at: from, ends_at: to }) => TIME.test(from) && TIME.test(to) && from < to,
  );
  if (!campus || !start_date || !end_date || end_date < start_date) return null;
  if (sessions.length === 0 || !times) return null;
  return {
    campus: Number(campus),
    start_date,
    end_date,
    teachers: values.teachers.map(Number),
    sessions: sessionsOf(values),
    ...(id !== undefined && { class_group: id }),
  };
}
