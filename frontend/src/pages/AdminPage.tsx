import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Hub } from "@/features/school/Hub";
import { useMe } from "@/features/session/me";
import { SetupCard, useSetup } from "@/features/setup";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { EmptyState } from "@/ui/EmptyState";
import { PageHeader } from "@/ui/PageHeader";
import classes from "./parts/AdminPart.module.css";

export default function AdminPage() {
  const may = useMe().capabilities.includes("organization.edit");
  const { data: setup, isLoading } = useSetup(may);
  const missing = setup?.steps && setup.next ? { steps: setup.steps, next: setup.next } : null;
  return (
    <>
      <PageHeader title={t("nav.administration")} note={may ? t("admin.hub.lead") : undefined} />
      {!may && <EmptyState title={t("errors.role_may_not")} hint={t("admin.adminsOnly")} />}
      {missing &&
        (setup?.hidden ? (
          <Anchor component={Link} to={paths.setup()} className={classes.setup ?? ""}>
            {t("admin.hub.goOn")}
          </Anchor>
        ) : (
          <SetupCard {...missing} />
        ))}
      {/* Together: the card above must not push down what somebody is about to tap. */}
      {may && !isLoading && <Hub />}
    </>
  );
}
