import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { RecycledReport } from "@/features/recycled/RecycledReport";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { PageHeader } from "@/ui/PageHeader";

/** Read by whoever leads. */
export default function RecycledPage() {
  return (
    <>
      <PageHeader
        title={t("recycled.title")}
        note={t("recycled.lead")}
        actions={
          <Anchor component={Link} to={paths.adminOf("pools")}>
            {t("recycled.toRules")}
          </Anchor>
        }
      />
      <RecycledReport movements={paths.movements()} />
    </>
  );
}
