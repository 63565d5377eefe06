import { Button } from "@mantine/core";
import { useEffect } from "react";
import { t } from "@/i18n";
import { isProblem } from "@/lib/problem";
import { useCountdown } from "@/lib/useCountdown";
import { FormShell } from "@/ui/FormShell";
import { AdminStep, SchoolStep } from "./FirstFields";
import { useFirstForm } from "./first";
import { type SchoolFields, useCreateSchool } from "./queries";
import classes from "./setup.module.css";
import type { FirstStep } from "./steps";

interface Props {
  token: string;
  defaults: SchoolFields;
  step: FirstStep;
  onStep: (step: FirstStep) => void;
  /** The school is there, and its first administrator may log in. */
  onCreated: (account: { username: string; password: string }) => Promise<void>;
}

/** The school, then its first administrator: sent together at the end, in one piece. */
export function FirstSteps({ token, defaults, step, onStep, onCreated }: Props) {
  const { form, forget } = useFirstForm(defaults, step);
  const create = useCreateSchool();
  const wait = useCountdown(create.error);
  useSchoolErrors(create.error, () => onStep("school"));

  async function submit({ school, admin }: typeof form.values) {
    if (step === "school") return onStep("admin");
    if (wait > 0) return;
    const { email, ...rest } = admin;
    const account = { ...rest, username: rest.username.trim(), ...(email ? { email } : {}) };
    await create.mutateAsync({ token, school, admin: account });
    forget();
    await onCreated({ username: account.username, password: account.password });
  }
  const last = wait > 0 ? t("session.waitSeconds", { count: wait }) : t("setup.create");
  return (
    <>
      <FormShell
        key={step}
        form={form}
        onSubmit={submit}
        loading={create.isPending}
        submitError={create.error}
        submitLabel={step === "school" ? t("setup.next") : last}
      >
        {step === "school" ? <SchoolStep form={form} /> : <AdminStep form={form} />}
      </FormShell>
      {step === "admin" && (
        <Button
          className={classes.skip ?? ""}
          variant="subtle"
          color="gray"
          size="compact-sm"
          onClick={() => onStep("school")}
        >
          {t("ui.back")}
        </Button>
      )}
    </>
  );
}

/** What the API finds wrong with the school stands on the screen before. */
function useSchoolErrors(error: unknown, goBack: () => void): void {
  useEffect(() => {
    const about = isProblem(error) ? error.errors : [];
    if (about.some(({ pointer }) => pointer.startsWith("/school/"))) goBack();
    // Once for each answer.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [error]);
}
