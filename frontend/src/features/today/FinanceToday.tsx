import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { EmptyState } from "@/ui/EmptyState";

/** Finance sees no customers, and there is no money to look at before enrollments exist. */
export function FinanceToday({ name }: { name: string }) {
  return (
    <EmptyState
      title={t("today.financeTitle", { name })}
      hint={t("today.financeHint")}
      action={
        <Group justify="center">
          <Button component={Link} to={paths.people()} variant="default">
            {t("today.toPeople")}
          </Button>
          <Button component={Link} to={paths.profile()} variant="default">
            {t("today.toProfile")}
          </Button>
        </Group>
      }
    />
  );
}
