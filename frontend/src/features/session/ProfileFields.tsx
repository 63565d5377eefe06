import { Switch } from "@mantine/core";
import { t } from "@/i18n";
import { Field, InlineField } from "@/ui/Field";
import { notifyError } from "@/ui/notify";
import { ThemeSwitch } from "@/ui/Switches";
import { AccountLanguage } from "./AccountLanguage";
import { useMe } from "./me";
import classes from "./Profile.module.css";
import { useEditMe } from "./queries";

/** Who I am: what I may change myself, and what others decided. */
export function ProfileFields() {
  const me = useMe();
  const edit = useEditMe();
  return (
    <section aria-labelledby="profile-me">
      <h2 id="profile-me" className={classes.title}>
        {t("session.aboutMe")}
      </h2>
      <InlineField
        label={t("session.displayName")}
        value={me.display_name}
        onSave={(display_name) => edit.mutateAsync({ display_name })}
      />
      <InlineField
        label={t("session.email")}
        type="email"
        value={me.email}
        onSave={(email) => edit.mutateAsync({ email })}
      />
      <InlineField
        label={t("session.mobile")}
        type="tel"
        value={me.mobile}
        onSave={(mobile) => edit.mutateAsync({ mobile })}
      />
      <Field label={t("session.digest")}>
        <Switch
          aria-label={t("session.digest")}
          label={t(me.wants_digest ? "session.digestOn" : "session.digestOff")}
          checked={me.wants_digest}
          disabled={edit.isPending}
          onChange={({ currentTarget }) =>
            edit.mutate({ wants_digest: currentTarget.checked }, { onError: notifyError })
          }
        />
      </Field>
      <Field label={t("session.username")}>{me.username}</Field>
      <Field label={t("people.field.role")}>{t(`people.role.${me.role}`)}</Field>
      <Field label={t("people.field.department")}>{me.department?.name ?? "–"}</Field>
      <Field label={t("people.field.campus")}>{me.campus?.name ?? "–"}</Field>
      <Field label={t("session.pools")}>{me.pools.map(({ name }) => name).join(", ") || "–"}</Field>
    </section>
  );
}

export function Appearance() {
  return (
    <section aria-labelledby="profile-look">
      <h2 id="profile-look" className={classes.title}>
        {t("session.appearance")}
      </h2>
      <Field label={t("ui.language")}>
        <AccountLanguage />
      </Field>
      <Field label={t("ui.theme")}>
        <ThemeSwitch />
      </Field>
    </section>
  );
}
