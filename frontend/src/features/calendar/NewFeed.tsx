import { Button, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { t } from "@/i18n";
import { CopyLink } from "@/ui/CopyLink";
import { FormShell } from "@/ui/FormShell";
import { Panel } from "@/ui/Panel";
import classes from "./calendar.module.css";
import { type NewFeed as Made, useOpenFeed } from "./queries";

/** A name for the phone; then its address, which is shown once. */
export function NewFeed({ onClose }: { onClose: () => void }) {
  const open = useOpenFeed();
  const form = useForm({
    initialValues: { name: "" },
    validate: { name: (name) => (name.trim() ? null : t("errors.required")) },
  });
  const made = open.data;
  return (
    <Panel
      opened
      onClose={onClose}
      title={made ? t("agenda.feed.made", { name: made.name }) : t("agenda.feed.make")}
    >
      {made ? (
        <Address made={made} onClose={onClose} />
      ) : (
        <FormShell
          form={form}
          onSubmit={({ name }) => open.mutateAsync(name.trim()).then(() => undefined)}
          loading={open.isPending}
          submitError={open.error}
          submitLabel={t("agenda.feed.make")}
          onCancel={onClose}
        >
          <TextInput
            label={t("agenda.feed.name")}
            placeholder={t("agenda.feed.namePlaceholder")}
            maxLength={60}
            data-autofocus
            {...form.getInputProps("name")}
          />
        </FormShell>
      )}
    </Panel>
  );
}

function Address({ made, onClose }: { made: Made; onClose: () => void }) {
  return (
    <div className={classes.made}>
      <CopyLink label={t("agenda.feed.title")} url={made.url} hint={t("agenda.feed.once")} />
      <img className={classes.qr} src={made.qr} alt={t("agenda.feed.qr")} />
      <p className={classes.lead}>{t("agenda.feed.scan")}</p>
      {/* What programs for calendars listen to: they ask whether to subscribe. */}
      <Button component="a" variant="default" href={made.url.replace(/^https?:/, "webcal:")}>
        {t("agenda.feed.subscribe")}
      </Button>
      <Button variant="default" onClick={onClose}>
        {t("agenda.feed.close")}
      </Button>
    </div>
  );
}
