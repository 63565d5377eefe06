import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { t } from "@/i18n";
import { Field } from "@/ui/Field";
import classes from "./handover.module.css";
import type { Preview } from "./queries";

/** What they hold, in numbers that open the rows. */
export function Holdings({ preview, href }: { preview: Preview; href: string }) {
  const { by_campus: campuses, by_intent: intents, by_status: statuses } = preview;
  const groups = [
    campuses.map(({ campus, households }) => ({
      key: `campus=${campus?.id ?? "none"}`,
      label: campus?.name ?? t("handover.noCampus"),
      households,
    })),
    intents.map(({ value, households }) => ({
      key: `intent=${value || "none"}`,
      label: value ? t("customers.intentShort", { level: value }) : t("handover.noIntent"),
      households,
    })),
    statuses.map(({ value, households }) => ({
      key: `status=${value}`,
      label: t(`customers.status.${value}`),
      households,
    })),
  ];
  return (
    <section aria-label={t("handover.holds")}>
      {preview.households === 0 && <p>{t("handover.nobody")}</p>}
      <Field label={t("handover.households")}>{preview.households}</Field>
      <Field label={t("handover.customers")}>
        <Anchor component={Link} to={href}>
          {preview.customers}
        </Anchor>
      </Field>
      <Field label={t("handover.plans")}>{preview.open_plans}</Field>
      {groups.map(
        (group, place) =>
          group.length > 0 && (
            <p key={place} className={classes.group}>
              {group.map(({ key, label, households }) => (
                <Anchor
                  key={key}
                  component={Link}
                  to={`${href}&${key}`}
                  className={classes.number ?? ""}
                >
                  {t("handover.whose", { label, count: households })}
                </Anchor>
              ))}
            </p>
          ),
      )}
    </section>
  );
}
