import { Anchor, Button, PasswordInput, TextInput } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { getLanguage, setLanguage, t } from "@/i18n";
import { paths, safeNext } from "@/lib/paths";
import { isProblem } from "@/lib/problem";
import { wholeErrorText } from "@/ui/errorText";
import classes from "./Entrance.module.css";
import { useKept } from "@/ui/useKept";
import { useLogin } from "./queries";
import { useCountdown } from "@/lib/useCountdown";

interface Props {
  /** Where they wanted to go. */
  next: string | undefined;
}

const NOTHING = { username: "", password: "" };

export function LoginForm({ next }: Props) {
  const { typed, type, needed, submit, login, wait } = useLoginForm(next);
  return (
    <form className={classes.fields} onSubmit={(event) => void submit(event)} noValidate>
      <TextInput
        label={t("session.username")}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        error={needed(typed.username)}
        value={typed.username}
        onChange={(event) => type({ username: event.currentTarget.value })}
      />
      <PasswordInput
        label={t("session.password")}
        name="password"
        autoComplete="current-password"
        visibilityToggleButtonProps={{ "aria-label": t("session.showPassword") }}
        error={needed(typed.password)}
        value={typed.password}
        onChange={(event) => type({ password: event.currentTarget.value })}
      />
      <LoginError error={login.error} wait={wait} />
      <Button type="submit" loading={login.isPending} disabled={wait > 0} fullWidth>
        {wait > 0 ? t("session.waitSeconds", { count: wait }) : t("session.login")}
      </Button>
      <Anchor component={Link} to={paths.forgot()} className={classes.forgot ?? ""}>
        {t("session.forgot")}
      </Anchor>
    </form>
  );
}

function useLoginForm(next: string | undefined) {
  const [before, keep] = useKept("login", NOTHING);
  const [typed, setTyped] = useState(before);
  const login = useLogin();
  const navigate = useNavigate();
  const wait = useCountdown(login.error);
  const [missing, setMissing] = useState(false);
  const needed = (value: string) => (missing && !value.trim() ? t("errors.required") : undefined);

  function type(change: Partial<typeof NOTHING>) {
    const now = { ...typed, ...change };
    setTyped(now);
    keep(now);
  }
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // From the inputs themselves: a password manager may fill them without telling.
    const said = new FormData(event.currentTarget);
    const body = {
      username: String(said.get("username")).trim(),
      password: String(said.get("password")),
    };
    setMissing(true);
    if (!body.username || !body.password || wait > 0 || login.isPending) return;
    const answer = await login.mutateAsync(body).catch(() => null);
    if (!answer) return; // login.error says why.
    keep(null);
    await navigate({ href: safeNext(next), replace: true });
    // The page speaks what the account speaks, on whichever device. Last, for it mounts everything anew.
    const { language } = answer.employee;
    if (language && language !== getLanguage()) await setLanguage(language);
  }
  return { typed, type, needed, submit, login, wait };
}

function LoginError({ error, wait }: { error: unknown; wait: number }) {
  // Once the wait is over there is nothing to complain about any more.
  const over = isProblem(error) && error.status === 429 && wait === 0;
  if (!error || over) return null;
  return (
    <p className={classes.error} role="alert">
      {wholeErrorText(error)}
    </p>
  );
}
