import { type Asked, type FormFields, type IntakeForm } from "./queries";

/** The form as it is typed; ids are texts, as inputs have them. */
export interface Values {
  name: string;
  is_active: boolean;
  pool: string;
  unknown: "create" | "ask";
  campus: string;
  source: string;
  campaign: string;
  asks: Asked[];
  courses: string[];
  title_en: string;
  title_zh: string;
  thanks_en: string;
  thanks_zh: string;
  consent_en: string;
  consent_zh: string;
  /** One a line. */
  allowed_origins: string;
}

const idText = (id: number | null | undefined) => (id ? String(id) : "");
const idOf = (text: string) => (text ? Number(text) : null);

export function valuesOf(form: IntakeForm): Values {
  const { title, thanks, consent } = form;
  return {
    name: form.name,
    is_active: form.is_active,
    pool: String(form.pool.id),
    unknown: form.unknown,
    campus: idText(form.campus?.id),
    source: idText(form.source),
    campaign: idText(form.campaign),
    asks: form.asks,
    courses: form.courses.map(String),
    title_en: title.en ?? "",
    title_zh: title.zh ?? "",
    thanks_en: thanks.en ?? "",
    thanks_zh: thanks.zh ?? "",
    consent_en: consent.en ?? "",
    consent_zh: consent.zh ?? "",
    allowed_origins: form.allowed_origins.join("\n"),
  };
}

export const newValues = (pool: number | undefined): Values => ({
  name: "",
  is_active: true,
  pool: idText(pool),
  unknown: "create",
  campus: "",
  source: "",
  campaign: "",
  asks: ["name", "phone", "wechat", "question"],
  courses: [],
  title_en: "",
  title_zh: "",
  thanks_en: "",
  thanks_zh: "",
  consent_en: "",
  consent_zh: "",
  allowed_origins: "",
});

export function fieldsOf(values: Values): FormFields {
  const lines = values.allowed_origins.split("\n").map((line) => line.trim());
  return {
    name: values.name.trim(),
    is_active: values.is_active,
    pool: Number(values.pool),
    unknown: values.unknown,
    campus: idOf(values.campus),
    source: idOf(values.source),
    campaign: idOf(values.campaign),
    asks: values.asks,
    courses: values.courses.map(Number),
    title: { en: values.title_en.trim(), zh: values.title_zh.trim() },
    thanks: { en: values.thanks_en.trim(), zh: values.thanks_zh.trim() },
    consent: { en: values.consent_en.trim(), zh: values.consent_zh.trim() },
    allowed_origins: lines.filter(Boolean),
  };
}
