import type { Contacts, NewCustomerBody } from "./queries";

/** The form as it is typed; ids are texts, as inputs have them. */
export interface Values extends Contacts {
  guardian: string;
  source: string;
  campus: string;
  courses: string[];
  intent: "A" | "B" | "C" | "D" | "";
  remark: string;
}

export const EMPTY: Values = {
  phone: "",
  name: "",
  wechat: "",
  qq: "",
  email: "",
  guardian: "",
  source: "",
  campus: "",
  courses: [],
  intent: "",
  remark: "",
};

export const contactsOf = ({ name, phone, wechat, qq, email }: Values): Contacts => ({
  name: name.trim(),
  phone: phone.trim(),
  wechat: wechat.trim(),
  qq: qq.trim(),
  email: email.trim(),
});

/** Only what was said: an empty input is no statement. */
export function bodyOf(values: Values, hold: boolean): NewCustomerBody {
  const { guardian, source, campus, courses, intent, remark } = values;
  const said = Object.entries({ ...contactsOf(values), remark: remark.trim() }).filter(
    ([, value]) => value !== "",
  );
  return {
    ...Object.fromEntries(said),
    hold,
    ...(guardian && { guardian: Number(guardian) }),
    ...(source && { source: Number(source) }),
    ...(campus && { campus: Number(campus) }),
    ...(courses.length > 0 && { courses: courses.map(Number) }),
    ...(intent && { intent }),
  };
}
