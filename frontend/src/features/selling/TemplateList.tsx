import { Skeleton, UnstyledButton } from "@mantine/core";
import { t } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Panel } from "@/ui/Panel";
import { StatusDot } from "@/ui/StatusDot";
import { type PlanTemplate, useTemplates } from "./queries";
import classes from "./selling.module.css";
import { TemplateForm } from "./TemplateForm";

interface Props {
  /** The id of the one that is changed, or "new". */
  open: string | undefined;
  onOpen: (id: string | undefined) => void;
}

/** The usual ways to pay in parts, in use or not. */
export function TemplateList({ open, onOpen }: Props) {
  const { data: templates, error, refetch } = useTemplates();
  if (!templates && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!templates) return <Skeleton height={160} />;
  const edited = templates.find(({ id }) => String(id) === open);
  const close = () => onOpen(undefined);
  return (
    <>
      {templates.length === 0 && (
        <EmptyState title={t("selling.noPlans")} hint={t("selling.noPlansHint")} />
      )}
      <ul className={classes.templates}>
        {templates.map((template) => (
          <li key={template.id}>
            <UnstyledButton
              className={classes.template}
              onClick={() => onOpen(String(template.id))}
            >
              <span className={classes.name}>{template.name}</span>
              <span className={classes.quiet}>{partsText(template)}</span>
              <StatusDot color={template.is_active ? "green" : "grey"}>
                {t(template.is_active ? "selling.inUse" : "selling.retired")}
              </StatusDot>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {(edited ?? open === "new") && (
        <Panel opened onClose={close} width={460} title={edited?.name ?? t("selling.addPlan")}>
          <TemplateForm key={open} template={edited} onDone={close} />
        </Panel>
      )}
    </>
  );
}

const partsText = ({ parts }: PlanTemplate) =>
  parts
    .map(({ percent, days }) =>
      days === 0
        ? t("selling.partAtOnce", { percent })
        : t("selling.partLater", { percent, count: days }),
    )
    .join(" · ");
