import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { campusesQuery, coursesQuery, listQuery } from "@/api/reference";
import { t } from "@/i18n";
import { ChoiceChips, ManyChips } from "@/ui/ChoiceChips";
import { entryText } from "@/ui/entryText";
import { FormShell } from "@/ui/FormShell";
import { Known, resolution } from "./Known";
import type { MatchActions } from "./Matches";
import { Matches } from "./Matches";
import classes from "./NewCustomer.module.css";
import {
  type Contacts,
  type Customer,
  isWhole,
  matchesOf,
  useCreateCustomer,
  useKnown,
} from "./queries";
import { bodyOf, contactsOf, EMPTY, type Values } from "./values";

// Its list of people to search in is loaded behind the form.
const GuardianPicker = lazy(() => import("./GuardianPicker"));

export interface NewCustomerProps extends Omit<MatchActions, "onStudentOf" | "onRecordInquiry"> {
  /** What an address brought along: a number that was searched for, a guardian. */
  given: Partial<Pick<Values, "phone" | "name" | "guardian">>;
  onSaved: (customer: Customer) => void;
  /** They are known, out of sight: what was typed goes into an inquiry. */
  onRecordInquiry: (contacts: Contacts) => void;
}

const PAUSE_MS = 350;

export function NewCustomerForm(props: NewCustomerProps) {
  const { given, onSaved, onRecordInquiry, ...actions } = props;
  const create = useCreateCustomer();
  const form = useForm<Values>({
    initialValues: { ...EMPTY, ...given },
    validate: { name: (_, values) => (named(values) ? null : t("newcustomer.needName")) },
  });
  const { values } = form;
  const contacts = contactsOf(values);
  const [settled] = useDebouncedValue(JSON.stringify(contacts), PAUSE_MS);
  const known = useKnown(JSON.parse(settled) as typeof contacts);
  const sameAsTyped = settled === JSON.stringify(contacts);
  const matches = known.data?.matches ?? [];
  const clash = sameAsTyped && matches.length > 0;

  const all: MatchActions = {
    ...actions,
    onRecordInquiry: () => onRecordInquiry(contacts),
    onStudentOf(id, field) {
      form.setFieldValue("guardian", String(id));
      // The contact is the guardian's; a student is found by it all the same.
      if (field in contacts && field !== "name") form.setFieldValue(field, "");
    },
  };
  const save = (hold: boolean) => async (typed: Values) =>
    onSaved(await create.mutateAsync(bodyOf(typed, hold)));
  const refused = matchesOf(create.error);
  return (
    <FormShell
      form={form}
      onSubmit={save(true)}
      other={{ label: t("newcustomer.saveToPool"), onSubmit: save(false) }}
      loading={create.isPending}
      submitError={create.error}
      submitLabel={t("newcustomer.save")}
      disabledReason={clash ? t(resolution(matches)) : undefined}
      draft={["new-customer", ...Object.values(given)].join(".")}
      sticky
    >
      <div className={classes.pair}>
        <TextInput
          label={t("newcustomer.phone")}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          data-autofocus
          autoFocus
          {...form.getInputProps("phone")}
        />
        <TextInput
          label={t("newcustomer.name")}
          autoComplete="off"
          {...form.getInputProps("name")}
        />
      </div>
      <Known known={known} asked={isWhole(contacts)} {...all} />
      <Contact form={form} />
      <Wishes form={form} />
      {/* Until the look-up above has caught up and says the same. */}
      {refused.length > 0 && !clash && <Matches matches={refused} {...all} />}
    </FormShell>
  );
}

const named = (values: Values) => Object.values(contactsOf(values)).some(Boolean);

interface PartProps {
  form: UseFormReturnType<Values>;
}

function Contact({ form }: PartProps) {
  return (
    <div className={classes.pair}>
      <TextInput label={t("newcustomer.wechat")} {...form.getInputProps("wechat")} />
      <TextInput label={t("newcustomer.qq")} inputMode="numeric" {...form.getInputProps("qq")} />
      <TextInput
        label={t("newcustomer.email")}
        type="email"
        autoComplete="off"
        {...form.getInputProps("email")}
      />
      <Suspense fallback={<TextInput label={t("newcustomer.guardian")} disabled />}>
        <GuardianPicker
          value={form.values.guardian}
          onChange={(id) => form.setFieldValue("guardian", id)}
          error={form.errors.guardian}
        />
      </Suspense>
    </div>
  );
}

const INTENTS = ["A", "B", "C", "D"] as const;

/** What they want, and how they came. */
function Wishes({ form }: PartProps) {
  const { data: sources = [] } = useQuery(listQuery("source"));
  const { data: campuses = [] } = useQuery(campusesQuery);
  const { data: courses = [] } = useQuery(coursesQuery);
  const none = { value: "", label: t("newcustomer.choose") };
  return (
    <>
      <div className={classes.pair}>
        <NativeSelect
          label={t("newcustomer.source")}
          data={[none, ...sources.map((s) => ({ value: String(s.id), label: entryText(s) }))]}
          {...form.getInputProps("source")}
        />
        <NativeSelect
          label={t("newcustomer.campus")}
          data={[none, ...campuses.map((c) => ({ value: String(c.id), label: c.name }))]}
          {...form.getInputProps("campus")}
        />
      </div>
      <ManyChips
        label={t("newcustomer.courses")}
        optional
        options={courses.map((c) => ({ value: String(c.id), label: c.name }))}
        values={form.values.courses}
        onChange={(chosen) => form.setFieldValue("courses", chosen)}
        error={form.errors.courses}
      />
      <ChoiceChips
        label={t("newcustomer.intent")}
        optional
        options={INTENTS.map((value) => ({ value, label: t(`customers.intent.${value}`) }))}
        value={form.values.intent}
        onChange={(intent) => form.setFieldValue("intent", intent)}
      />
      <Textarea
        label={t("newcustomer.remark")}
        autosize
        minRows={2}
        maxLength={5000}
        {...form.getInputProps("remark")}
      />
    </>
  );
}
