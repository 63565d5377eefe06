import { NativeSelect, Radio, Stack, Switch, Textarea, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { campusesQuery, coursesQuery, listQuery } from "@/api/reference";
import { t } from "@/i18n";
import { changesOf, draftName } from "@/lib/changes";
import { clearDraft } from "@/lib/drafts";
import { ManyChips } from "@/ui/ChoiceChips";
import { entryText } from "@/ui/entryText";
import { FormShell } from "@/ui/FormShell";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import classes from "./forms.module.css";
import { ASKABLE, type Asked, type IntakeForm, usePools, useSaveForm } from "./queries";
import { fieldsOf, newValues, type Values, valuesOf } from "./values";

const RemoveForm = lazy(async () => ({ default: (await import("./RemoveForm")).RemoveForm }));

interface Props {
  /** Without one a new form is made. */
  form: IntakeForm | undefined;
  onClose: () => void;
  onMade: (form: { id: number }) => void;
}

/** What a form asks, says, and does with who writes. */
export function FormPanel({ form: edited, onClose, onMade }: Props) {
  const pools = usePools();
  const title = edited ? t("intake.editTitle", { name: edited.name }) : t("intake.newTitle");
  return (
    <Panel opened onClose={onClose} title={title}>
      {pools.data && (
        <Editor
          key={edited?.id ?? "new"}
          edited={edited}
          pools={pools.data}
          onClose={onClose}
          onMade={onMade}
        />
      )}
    </Panel>
  );
}

interface EditorProps {
  edited: IntakeForm | undefined;
  pools: readonly { id: number; name: string; is_default: boolean }[];
  onClose: () => void;
  onMade: (form: { id: number }) => void;
}

function Editor({ edited, pools, onClose, onMade }: EditorProps) {
  const save = useSaveForm();
  const everybodys = pools.find(({ is_default }) => is_default);
  // What it began with, whatever others do to it meanwhile.
  const [before] = useState(() => (edited ? valuesOf(edited) : newValues(everybodys?.id)));
  const [version] = useState(edited?.version ?? 0);
  const draft = draftName("intake-form", edited?.id, before);
  const form = useForm<Values>({
    initialValues: before,
    validate: { name: (name) => (name.trim() ? null : t("errors.required")) },
  });
  async function submit(values: Values) {
    const changes = changesOf(fieldsOf(before), fieldsOf(values));
    const saved = await save.mutateAsync({
      fields: fieldsOf(values),
      ...(edited && { edited: { id: edited.id, version, changes } }),
    });
    notify(t(edited ? "admin.saved" : "admin.added", { name: saved.name }));
    onClose();
    if (!edited) onMade(saved);
  }
  return (
    <>
      <FormShell
        form={form}
        onSubmit={submit}
        loading={save.isPending}
        submitError={save.error}
        submitLabel={edited ? t("ui.save") : t("intake.add")}
        draft={draft}
        onCancel={() => {
          clearDraft(draft);
          onClose();
        }}
      >
        <Part title={t("intake.group.what")}>
          <TextInput
            label={t("intake.name")}
            required
            maxLength={100}
            {...form.getInputProps("name")}
          />
          <Switch
            label={t("intake.active")}
            {...form.getInputProps("is_active", { type: "checkbox" })}
          />
        </Part>
        <Whose form={form} pools={pools} />
        <Asks form={form} />
        <Says form={form} />
        <Part title={t("intake.group.where")}>
          <Textarea
            label={t("intake.origins")}
            description={t("intake.originsHint")}
            autosize
            minRows={2}
            {...form.getInputProps("allowed_origins")}
          />
        </Part>
      </FormShell>
      <Suspense>{edited && <RemoveForm form={edited} onRemoved={onClose} />}</Suspense>
    </>
  );
}

/** Fields that mean one thing together. */
function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className={classes.part}>
      <legend className={classes.legend}>{title}</legend>
      {hint && <p className={classes.hint}>{hint}</p>}
      {children}
    </fieldset>
  );
}

interface PartProps {
  form: UseFormReturnType<Values>;
}

function Whose({ form, pools }: PartProps & Pick<EditorProps, "pools">) {
  const { data: campuses = [] } = useQuery(campusesQuery);
  const { data: sources = [] } = useQuery(listQuery("source"));
  const { data: campaigns = [] } = useQuery(listQuery("campaign"));
  const none = { value: "", label: t("intake.choose") };
  const named = (all: readonly { id: number; name: string }[]) =>
    all.map(({ id, name }) => ({ value: String(id), label: name }));
  const entries = (all: readonly { id: number; label_en: string; label_zh: string }[]) => [
    none,
    ...all.map((entry) => ({ value: String(entry.id), label: entryText(entry) })),
  ];
  return (
    <Part title={t("intake.group.whose")} hint={t("intake.knownHint")}>
      <Radio.Group label={t("intake.unknown")} {...form.getInputProps("unknown")}>
        <Stack gap="xs" mt="xs">
          {(["create", "ask"] as const).map((value) => (
            <Radio key={value} value={value} label={t(`intake.unknownChoice.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <NativeSelect label={t("intake.pool")} data={named(pools)} {...form.getInputProps("pool")} />
      <div className={classes.pair}>
        <NativeSelect
          label={t("intake.campus")}
          data={[none, ...named(campuses)]}
          {...form.getInputProps("campus")}
        />
        <NativeSelect
          label={t("intake.source")}
          data={entries(sources)}
          {...form.getInputProps("source")}
        />
        <NativeSelect
          label={t("intake.campaign")}
          data={entries(campaigns)}
          {...form.getInputProps("campaign")}
        />
      </div>
    </Part>
  );
}

function Asks({ form }: PartProps) {
  const { data: courses = [] } = useQuery(coursesQuery);
  const { asks } = form.values;
  return (
    <Part title={t("intake.group.asks")}>
      <ManyChips
        label={t("intake.asks")}
        options={ASKABLE.map((value) => ({ value, label: t(`intake.field.${value}`) }))}
        values={asks}
        // In the order in which people expect them, whatever was ticked first.
        onChange={(chosen) =>
          form.setFieldValue(
            "asks",
            ASKABLE.filter((each: Asked) => chosen.includes(each)),
          )
        }
        error={form.errors.asks}
      />
      {asks.includes("courses") && (
        <ManyChips
          label={t("intake.courses")}
          options={courses.map(({ id, name }) => ({ value: String(id), label: name }))}
          values={form.values.courses}
          onChange={(chosen) => form.setFieldValue("courses", chosen)}
          error={form.errors.courses}
        />
      )}
    </Part>
  );
}

function Says({ form }: PartProps) {
  return (
    <Part title={t("intake.group.says")}>
      {(["title", "thanks", "consent"] as const).map((text) => {
        const what = t(text === "title" ? "intake.heading" : `intake.${text}`);
        return (
          <div key={text} className={classes.pair}>
            <Textarea
              label={t("intake.inChinese", { what })}
              autosize
              maxLength={2000}
              {...form.getInputProps(`${text}_zh`)}
            />
            <Textarea
              label={t("intake.inEnglish", { what })}
              autosize
              maxLength={2000}
              {...form.getInputProps(`${text}_en`)}
            />
          </div>
        );
      })}
    </Part>
  );
}
