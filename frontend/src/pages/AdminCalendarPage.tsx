import { Button } from "@mantine/core";
import { useMe } from "@/features/session/me";
import { LeavePart } from "@/features/workdays/LeavePart";
import { YearPart } from "@/features/workdays/YearPart";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { PageHeader } from "@/ui/PageHeader";
import { Tabs } from "@/ui/Tabs";
import { Back } from "./parts/AdminPart";

/** Read by everybody; administrators enter days, and whoever leads enters leave. */
export default function AdminCalendarPage() {
  const { capabilities } = useMe();
  const mayEdit = capabilities.includes("organization.edit");
  const mayEnter = capabilities.includes("leave.edit");
  const [tab] = useUrlParam("tab");
  const [, setEntry] = useUrlParam("edit");
  const [, setLeave] = useUrlParam("leave");
  const primary =
    tab === "leave"
      ? mayEnter && <Button onClick={() => setLeave("new")}>{t("workdays.leave.add")}</Button>
      : mayEdit && <Button onClick={() => setEntry("new")}>{t("workdays.add")}</Button>;
  return (
    <>
      <PageHeader
        title={t("workdays.title")}
        note={t("workdays.lead")}
        actions={mayEdit && <Back />}
        primary={primary}
      />
      <Tabs
        label={t("workdays.title")}
        tabs={[
          { id: "year", label: t("workdays.tab.year"), content: <YearPart mayEdit={mayEdit} /> },
          {
            id: "leave",
            label: t("workdays.tab.leave"),
            content: <LeavePart mayEnter={mayEnter} />,
          },
        ]}
      />
    </>
  );
}
