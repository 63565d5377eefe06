import { Button, Group } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { type ReactNode, useEffect } from "react";
import { t } from "@/i18n";
import { clearDraft, readDraft, writeDraft } from "@/lib/drafts";
import { inputName, isProblem } from "@/lib/problem";
import { errorText, fieldErrorText } from "./errorText";
import classes from "./Form.module.css";
import { RefusableButton } from "./RefusableButton";

interface Props<Values extends object> {
  form: UseFormReturnType<Values>;
  /** Usually `mutateAsync`: a rejection comes back as `submitError`, and nothing typed is lost. */
  onSubmit: (values: Values) => Promise<unknown>;
  loading: boolean;
  submitError: unknown;
  submitLabel: string;
  /** Keep what is typed under this name until it is saved. Never for passwords. */
  draft?: string;
  onCancel?: (() => void) | undefined;
  /** Another way to save the same values, beside the primary one. */
  other?: { label: string; onSubmit: (values: Values) => Promise<unknown> };
  /** Why nothing can be saved now, in words. */
  disabledReason?: string | undefined;
  /** A long form on a phone: its buttons stay within the thumb's reach. */
  sticky?: boolean;
  children: ReactNode;
}

/** Field errors of the API land on their inputs (`form.getInputProps`); the rest stands above the button. */
export function FormShell<Values extends object>(props: Props<Values>) {
  const { form, submitError } = props;
  useDraftOf(form, props.draft);
  useEffect(() => {
    if (isProblem(submitError)) form.setErrors(fieldErrors(submitError.errors, form.values));
    // Only a new answer sets errors; typing clears them input by input.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [submitError]);

  const submitBy = (send: (values: Values) => Promise<unknown>) =>
    form.onSubmit(async (values) => {
      try {
        await send(values);
      } catch {
        return; // submitError says it.
      }
      if (props.draft) clearDraft(props.draft);
    });

  const rest = restOf(submitError, form.values);
  return (
    <form className={classes.form} onSubmit={submitBy(props.onSubmit)} noValidate>
      {props.children}
      {rest && (
        <p className={classes.error} role="alert">
          {rest}
        </p>
      )}
      <Group
        justify="flex-end"
        className={classes.actions ?? ""}
        data-sticky={props.sticky ?? false}
      >
        {props.onCancel && (
          <Button variant="default" onClick={props.onCancel}>
            {t("ui.cancel")}
          </Button>
        )}
        {props.other && (
          <RefusableButton
            variant="default"
            disabledReason={props.disabledReason}
            loading={props.loading}
            onClick={() => submitBy(props.other?.onSubmit ?? props.onSubmit)()}
          >
            {props.other.label}
          </RefusableButton>
        )}
        <RefusableButton
          type="submit"
          disabledReason={props.disabledReason}
          loading={props.loading}
          onClick={() => undefined}
        >
          {props.submitLabel}
        </RefusableButton>
      </Group>
    </form>
  );
}

type FieldErrors = readonly { pointer: string; code: string; detail: string }[];

const hasInput = (values: object, pointer: string) =>
  (inputName(pointer).split(".")[0] ?? "") in values;

function fieldErrors(errors: FieldErrors, values: object): Record<string, string> {
  const known = errors.filter((error) => hasInput(values, error.pointer));
  return Object.fromEntries(
    known.map((error) => [inputName(error.pointer), fieldErrorText(error)]),
  );
}

/** What no input can show: errors of unknown fields, or the problem itself when it names no field. */
function restOf(error: unknown, values: object): string | null {
  if (!error) return null;
  if (!isProblem(error) || error.errors.length === 0) return errorText(error);
  const lost = error.errors.filter((each) => !hasInput(values, each.pointer));
  return lost.length
    ? lost.map((each) => `${inputName(each.pointer)}: ${fieldErrorText(each)}`).join(" ")
    : null;
}

function useDraftOf<Values extends object>(form: UseFormReturnType<Values>, key?: string): void {
  useEffect(() => {
    const stored = key ? readDraft<Partial<Values>>(key) : null;
    if (stored) form.setValues(stored);
    // Once, when the form appears.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  const dirty = form.isDirty();
  useEffect(() => {
    if (key && dirty) writeDraft(key, form.values);
  }, [key, dirty, form.values]);
}
