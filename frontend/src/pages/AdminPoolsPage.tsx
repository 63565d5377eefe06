import { PoolList } from "@/features/pools/PoolList";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { useUrlParam } from "@/lib/useUrlParam";
import { Anchor, Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { PageHeader } from "@/ui/PageHeader";
import { Back } from "./parts/AdminPart";

export default function AdminPoolsPage() {
  const { capabilities } = useMe();
  const mayEdit = capabilities.includes("pools.edit");
  const mayLead = capabilities.includes("customers.protect");
  const [, setOpen] = useUrlParam("edit");
  return (
    <>
      <PageHeader
        title={t("nav.pools")}
        note={mayEdit ? t("admin.pool.lead") : t("admin.pool.readOnly")}
        actions={
          <>
            {mayEdit && <Back />}
            {mayLead && (
              <Anchor component={Link} to={paths.recycled()}>
                {t("nav.recycled")}
              </Anchor>
            )}
          </>
        }
        primary={mayEdit && <Button onClick={() => setOpen("new")}>{t("admin.pool.add")}</Button>}
      />
      <PoolList mayEdit={mayEdit} poolPath={paths.pool()} />
    </>
  );
}
