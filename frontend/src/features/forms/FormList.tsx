import { Button } from "@mantine/core";
import { lazy, Suspense } from "react";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { Card, Cards, CardsSkeleton, Sentences } from "@/ui/Cards";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { ListLink } from "@/ui/ListLink";
import { RelativeDate } from "@/ui/RelativeDate";
import { StatusDot } from "@/ui/StatusDot";
import classes from "./forms.module.css";
import { type IntakeForm, useForms } from "./queries";

// What is opened on demand is loaded then.
const FormPanel = lazy(async () => ({ default: (await import("./FormPanel")).FormPanel }));
const PublishPanel = lazy(async () => ({ default: (await import("./PublishPanel")).PublishPanel }));

interface Props {
  /** The address of the list of inquiries. */
  inquiriesPath: string;
}

const NEW = "new";

/** Every form in sentences, with what came of it; which one is open stands in the URL. */
export function FormList({ inquiriesPath }: Props) {
  const { data: forms, error, refetch } = useForms();
  const [edit, setEdit] = useUrlParam("edit");
  const [publish, setPublish] = useUrlParam("publish");
  if (!forms && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!forms) return <CardsSkeleton />;
  const edited = forms.find(({ id }) => String(id) === edit);
  const published = forms.find(({ id }) => String(id) === publish);
  return (
    <>
      {forms.length === 0 && <EmptyState title={t("intake.none")} hint={t("intake.noneHint")} />}
      <Cards>
        {forms.map((form) => (
          <FormCard
            key={form.id}
            form={form}
            inquiriesPath={inquiriesPath}
            onEdit={() => setEdit(String(form.id))}
            onPublish={() => setPublish(String(form.id))}
          />
        ))}
      </Cards>
      <Suspense>
        {(edited ?? edit === NEW) && (
          <FormPanel
            form={edited}
            onClose={() => setEdit(undefined)}
            onMade={({ id }) => setPublish(String(id))}
          />
        )}
        {published && !edit && (
          <PublishPanel id={published.id} onClose={() => setPublish(undefined)} />
        )}
      </Suspense>
    </>
  );
}

interface CardProps {
  form: IntakeForm;
  inquiriesPath: string;
  onEdit: () => void;
  onPublish: () => void;
}

function FormCard({ form, inquiriesPath, onEdit, onPublish }: CardProps) {
  return (
    <Card
      title={form.name}
      mark={!form.is_active && <StatusDot color="grey">{t("intake.off")}</StatusDot>}
    >
      <Sentences sentences={sentencesOf(form)} />
      <Counts form={form} path={inquiriesPath} />
      <div className={classes.cardEnd}>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t("intake.publishName", { name: form.name })}
          onClick={onPublish}
        >
          {t("intake.publish")}
        </Button>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t("intake.editName", { name: form.name })}
          onClick={onEdit}
        >
          {t("intake.edit")}
        </Button>
      </div>
    </Card>
  );
}

function sentencesOf(form: IntakeForm): string[] {
  const fields = form.asks.map((asked) => t(`intake.field.${asked}`)).join(t("intake.comma"));
  const count = form.allowed_origins.length;
  return [
    t(`intake.sentence.${form.unknown}`, { pool: form.pool.name }),
    t("intake.sentence.asks", { fields }),
    ...(form.consent.en || form.consent.zh ? [t("intake.sentence.consent")] : []),
    count ? t("intake.sentence.origins", { count }) : t("intake.sentence.noOrigins"),
  ];
}

/** Each number opens the rows behind it; what was only counted has none. */
function Counts({ form: { id, counts }, path }: { form: IntakeForm; path: string }) {
  const form = String(id);
  if (!counts.last_at) return <p className={classes.quiet}>{t("intake.count.never")}</p>;
  return (
    <div className={classes.counts}>
      <ListLink to={path} filters={{ form }}>
        {t("intake.count.undisposed", { count: counts.undisposed })}
      </ListLink>
      <ListLink to={path} filters={{ tab: "all", form }}>
        {t("intake.count.created", { count: counts.created })}
      </ListLink>
      <ListLink to={path} filters={{ tab: "all", form }}>
        {t("intake.count.attached", { count: counts.attached })}
      </ListLink>
      <ListLink to={path} filters={{ tab: "rejected", form }}>
        {t("intake.count.rejected", { count: counts.rejected })}
      </ListLink>
      {counts.unkept > 0 && <span>{t("intake.count.unkept", { count: counts.unkept })}</span>}
      <span className={classes.quiet}>
        {t("intake.count.last")} <RelativeDate at={counts.last_at} />
      </span>
    </div>
  );
}
