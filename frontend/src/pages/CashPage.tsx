import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import classes from "@/features/money/cash.module.css";
import { CashBar } from "@/features/money/CashBar";
import { CashDesk } from "@/features/money/CashDesk";
import { useCampuses } from "@/features/money/queries";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { dayText } from "@/lib/dates";
import { useUrlParam } from "@/lib/useUrlParam";
import { later } from "@/ui/later";
import { PageHeader } from "@/ui/PageHeader";

// Below the day that one came for.
const CashDays = later(async () => (await import("@/features/money/CashDays")).CashDays);

/** A campus's day of money, to count and to sign; below, the days before. */
export default function CashPage() {
  const { data: campuses = [] } = useCampuses();
  const own = useMe().campus?.id;
  const [said] = useUrlParam("campus");
  const [day = dayText()] = useUrlParam("day");
  const [unsigned, setUnsigned] = useUrlParam("unsigned");
  const navigate = useNavigate();
  const campus = Number(said) || (own ?? campuses[0]?.id);
  const change = (changes: Record<string, string>) => {
    const search = (old: Record<string, unknown>) => ({ ...old, ...changes });
    void navigate({ to: ".", search, replace: true, resetScroll: false });
  };
  return (
    <>
      <PageHeader
        title={t("nav.cash")}
        actions={
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<Printer size={16} aria-hidden />}
            onClick={() => window.print()}
          >
            {t("money.cash.print")}
          </Button>
        }
      />
      <div className={classes.page}>
        <CashBar
          campuses={campuses}
          campus={campus}
          day={day}
          onCampus={(next) => change({ campus: next })}
          onDay={(next) => change({ day: next })}
        />
        {campus !== undefined && (
          <CashDesk campus={campus} day={day}>
            <CashDays
              unsigned={unsigned === "1"}
              onUnsigned={(only) => setUnsigned(only ? "1" : undefined)}
            />
          </CashDesk>
        )}
      </div>
    </>
  );
}
