import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Hub } from "@/features/school/Hub";
import { useOverview } from "@/features/school/useOverview";
import { useMe } from "@/features/session/me";
import { SetupCard, useSetup } from "@/features/setup";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { EmptyState } from "@/ui/EmptyState";
import { PageHeader } from "@/ui/PageHeader";
import classes from "./parts/AdminPart.module.css";

export default function AdminPage() {
  const may = useMe().capabilities.includes("organization.edit");
  return (
    <>
      <PageHeader title={t("nav.administration")} note={may ? t("admin.hub.lead") : undefined} />
      {may ? (
        <Administration />
      ) : (
        <EmptyState title={t("errors.role_may_not")} hint={t("admin.adminsOnly")} />
      )}
    </>
  );
}

function Administration() {
  const { data: setup, isLoading } = useSetup(true);
  const overview = useOverview();
  // Together: a card above, or a line in one, must not push down what somebody is about to tap.
  if (isLoading || !overview) return null;
  return (
    <>
      {setup?.steps &&
        setup.next &&
        (setup.hidden ? (
          <Anchor component={Link} to={paths.setup()} className={classes.setup ?? ""}>
            {t("admin.hub.goOn")}
          </Anchor>
        ) : (
          <SetupCard steps={setup.steps} next={setup.next} />
        ))}
      <Hub overview={overview} />
    </>
  );
}
