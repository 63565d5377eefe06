import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { campusesQuery, coursesQuery } from "@/api/reference";
import { t } from "@/i18n";
import { clearDraft, INQUIRY_DRAFT } from "@/lib/drafts";
import { ChoiceChips, ManyChips } from "@/ui/ChoiceChips";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import classes from "./inquiries.module.css";
import { Matches } from "./Matches";
import {
  CHANNELS,
  type Channel,
  type Contacts,
  isGone,
  type Match,
  matchesOf,
  type TakeBody,
  useKnown,
  useTake,
} from "./queries";
import { matchText } from "./words";

interface Values extends Contacts {
  channel: Channel | "";
  name: string;
  question: string;
  campus: string;
  courses: string[];
}

const EMPTY: Values = {
  channel: "phone",
  phone: "",
  name: "",
  wechat: "",
  qq: "",
  email: "",
  question: "",
  campus: "",
  courses: [],
};
const PAUSE_MS = 350;

interface Props {
  onClose: () => void;
  /** The customer whose inquiry it became. */
  onSaved: (customer: number) => void;
}

/** Somebody has just asked: who, what, and is somebody on them already? */
export function TakeInquiry({ onClose, onSaved }: Props) {
  const take = useTake();
  const form = useForm<Values>({
    initialValues: EMPTY,
    validate: {
      name: (_, values) => (isNamed(values) ? null : t("inquiries.needName")),
      channel: (channel) => (channel ? null : t("errors.required")),
    },
  });
  const { values } = form;
  const contacts = contactsOf(values);
  const [settled] = useDebouncedValue(JSON.stringify(contacts), PAUSE_MS);
  const known = useKnown(JSON.parse(settled) as Contacts);
  const current = settled === JSON.stringify(contacts) ? (known.data?.matches ?? []) : [];
  const refused = matchesOf(take.error);
  const save = async (typed: Values, more: Partial<TakeBody> = {}) => {
    const answer = await take.mutateAsync({ ...bodyOf(typed), ...more });
    clearDraft(INQUIRY_DRAFT);
    if (isGone(answer)) {
      notify(t("inquiries.done.gone"));
      return onClose();
    }
    notify(t(answer.disposition === "created" ? "inquiries.done.taken" : "inquiries.done.attach"));
    if (answer.customer) onSaved(answer.customer.id);
  };
  // Refusals of these show above the button, as those of saving do.
  const again = (more: Partial<TakeBody>) => void save(form.values, more).catch(() => undefined);
  return (
    <Panel opened onClose={onClose} title={t("inquiries.new")}>
      <FormShell
        form={form}
        onSubmit={(typed) => save(typed)}
        loading={take.isPending}
        submitError={take.error}
        submitLabel={t("inquiries.save")}
        draft={INQUIRY_DRAFT}
        onCancel={onClose}
      >
        <div className={classes.pair}>
          <TextInput
            label={t("inquiries.field.phone")}
            type="tel"
            inputMode="tel"
            autoComplete="off"
            data-autofocus
            {...form.getInputProps("phone")}
          />
          <TextInput
            label={t("inquiries.field.name")}
            autoComplete="off"
            {...form.getInputProps("name")}
          />
        </div>
        <Known asked={known.isSuccess} matches={current} />
        {(refused.length > 0 || current.some(({ customer }) => customer === null)) && (
          <Matches
            matches={refused.length > 0 ? refused : current}
            loading={take.isPending}
            onGiveTo={(customer) => again({ customer })}
            onRecord={() => again({ record_anyway: true })}
          />
        )}
        <ChoiceChips
          label={t("inquiries.field.channel")}
          options={CHANNELS.map((value) => ({ value, label: t(`customers.channel.${value}`) }))}
          value={values.channel}
          onChange={(channel) => form.setFieldValue("channel", channel)}
          error={form.errors.channel}
        />
        <Textarea
          label={t("inquiries.field.asked")}
          autosize
          minRows={3}
          maxLength={5000}
          {...form.getInputProps("question")}
        />
        <Wishes
          campus={values.campus}
          courses={values.courses}
          onChange={(changed) => form.setValues(changed)}
        />
        <div className={classes.pair}>
          <TextInput label={t("inquiries.field.wechat")} {...form.getInputProps("wechat")} />
          <TextInput label="QQ" inputMode="numeric" {...form.getInputProps("qq")} />
          <TextInput
            label={t("inquiries.field.email")}
            type="email"
            autoComplete="off"
            {...form.getInputProps("email")}
          />
        </div>
      </FormShell>
    </Panel>
  );
}

interface WishesProps {
  campus: string;
  courses: string[];
  onChange: (changed: Partial<Pick<Values, "campus" | "courses">>) => void;
}

function Wishes({ campus, courses, onChange }: WishesProps) {
  const { data: campuses = [] } = useQuery(campusesQuery);
  const { data: all = [] } = useQuery(coursesQuery);
  return (
    <>
      <NativeSelect
        label={t("inquiries.field.campus")}
        data={[
          { value: "", label: t("inquiries.choose") },
          ...campuses.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        value={campus}
        onChange={(event) => onChange({ campus: event.currentTarget.value })}
      />
      <ManyChips
        label={t("inquiries.field.courses")}
        optional
        options={all.map(({ id, name }) => ({ value: String(id), label: name }))}
        values={courses}
        onChange={(chosen) => onChange({ courses: chosen })}
      />
    </>
  );
}

/** Where it will go, said while one types; its place is kept so that nothing jumps. */
function Known({ asked, matches }: { asked: boolean; matches: Match[] }) {
  const seen = matches.filter(({ customer }) => customer !== null);
  const text = (match: Match) => `${matchText(match)}. ${t("inquiries.goesToThem")}`;
  return (
    <div className={classes.known} role="status" aria-label={t("inquiries.known")}>
      {seen.length === 1 && seen[0] && <p className={classes.good}>{text(seen[0])}</p>}
      {asked && matches.length === 0 && (
        <p className={classes.quiet}>{t("inquiries.unknownYet")}</p>
      )}
      {!asked && <p className={classes.quiet}>{t("inquiries.phoneHint")}</p>}
    </div>
  );
}

const contactsOf = ({ phone, wechat, qq, email }: Values): Contacts => ({
  phone: phone.trim(),
  wechat: wechat.trim(),
  qq: qq.trim(),
  email: email.trim(),
});

const isNamed = (values: Values) =>
  values.name.trim() !== "" || Object.values(contactsOf(values)).some(Boolean);

function bodyOf(values: Values): TakeBody {
  return {
    ...contactsOf(values),
    name: values.name.trim(),
    question: values.question.trim(),
    channel: values.channel || "phone",
    record_anyway: false,
    ...(values.campus && { campus: Number(values.campus) }),
    ...(values.courses.length > 0 && { courses: values.courses.map(Number) }),
  };
}
