import { Anchor, Button, SegmentedControl, Skeleton } from "@mantine/core";
import { ExternalLink } from "lucide-react";
import { type ReactNode, useState } from "react";
import { getLanguage, type Language, t } from "@/i18n";
import { ConfirmDialog } from "@/ui/ConfirmDialog";
import { CopyLink } from "@/ui/CopyLink";
import { ErrorState } from "@/ui/ErrorState";
import { notify } from "@/ui/notify";
import { Panel } from "@/ui/Panel";
import { CopyCode } from "./CopyCode";
import classes from "./forms.module.css";
import { PrintQr } from "./PrintQr";
import { type IntakeFormDetail, useFormDetail, useRenewToken } from "./queries";

interface Props {
  id: number;
  onClose: () => void;
}

/** What there is to send, to print, and to put into a website. */
export function PublishPanel({ id, onClose }: Props) {
  const { data: form, error, refetch } = useFormDetail(id);
  const title = form ? t("intake.publishTitle", { name: form.name }) : t("intake.title");
  return (
    <Panel opened onClose={onClose} title={title}>
      {!form &&
        (error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height={400} />
        ))}
      {form && (
        <>
          <Part title={t("intake.page")}>
            <CopyLink label={t("intake.page")} url={form.url} hint={t("intake.pageHint")} />
            <Anchor href={form.url} target="_blank" rel="noreferrer" className={classes.look ?? ""}>
              {t("intake.preview")} <ExternalLink size={14} aria-hidden />
            </Anchor>
          </Part>
          <Qr form={form} />
          <Website form={form} />
          <Renew form={form} />
        </>
      )}
    </Panel>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={title}>
      <h3 className={classes.legend}>{title}</h3>
      {hint && <p className={classes.hint}>{hint}</p>}
      {children}
    </section>
  );
}

function Qr({ form }: { form: IntakeFormDetail }) {
  const { qr, name } = form;
  return (
    <Part title={t("intake.qr")} hint={t("intake.qrHint")}>
      <div className={classes.qr}>
        <img src={qr.svg} alt={t("intake.qrAlt")} className={classes.qrImage} />
        <div className={classes.downloads}>
          <PrintQr form={form} />
          <Button component="a" href={qr.svg} download={`${name}.svg`} variant="default" size="sm">
            {t("intake.downloadSvg")}
          </Button>
          <Button component="a" href={qr.png} download={`${name}.png`} variant="default" size="sm">
            {t("intake.downloadPng")}
          </Button>
        </div>
      </div>
    </Part>
  );
}

function Website({ form: { html, script, action } }: { form: IntakeFormDetail }) {
  const [language, setLanguage] = useState<Language>(getLanguage());
  return (
    <Part title={t("intake.website")} hint={t("intake.websiteHint")}>
      <SegmentedControl
        aria-label={t("intake.language")}
        size="sm"
        value={language}
        onChange={(chosen) => setLanguage(chosen === "zh" ? "zh" : "en")}
        data={[
          { value: "zh", label: t("intake.chinese") },
          { value: "en", label: t("intake.english") },
        ]}
      />
      <CopyCode label={t("intake.html")} code={html[language]} />
      <CopyCode label={t("intake.script")} code={script} />
      <p className={classes.hint}>{t("intake.csp", { origin: new URL(action).origin })}</p>
    </Part>
  );
}

function Renew({ form: { id } }: { form: IntakeFormDetail }) {
  const [asking, setAsking] = useState(false);
  const renew = useRenewToken(id);
  return (
    <div className={classes.end}>
      <Button variant="subtle" color="red" size="compact-sm" onClick={() => setAsking(true)}>
        {t("intake.renew")}
      </Button>
      {asking && (
        <ConfirmDialog
          opened
          onClose={() => setAsking(false)}
          title={t("intake.renewTitle")}
          consequence={t("intake.renewHint")}
          confirmLabel={t("intake.renew")}
          danger
          loading={renew.isPending}
          submitError={renew.error}
          onConfirm={() =>
            renew.mutate(undefined, {
              onSuccess: () => {
                setAsking(false);
                notify(t("intake.renewed"));
              },
            })
          }
        />
      )}
    </div>
  );
}
