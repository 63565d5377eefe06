import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { Keyboard } from "lucide-react";
import { useState } from "react";
import { PaymentQueue } from "@/features/money/PaymentQueue";
import { ViewChips } from "@/features/money/ViewChips";
import { type View, viewsOf } from "@/features/money/views";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { useIsPhone } from "@/lib/useIsPhone";
import { useUrlParam } from "@/lib/useUrlParam";
import { PageHeader } from "@/ui/PageHeader";

/** Money that came in or goes back: first what waits for whoever looks. */
export default function PaymentsPage() {
  const views = viewsOf(useMe().capabilities);
  const [said] = useUrlParam("view");
  const view = views.find((each) => each === said) ?? views[0] ?? "all";
  const navigate = useNavigate();
  const phone = useIsPhone();
  const [helped, setHelped] = useState(false);
  // What narrowed the one says nothing about the other.
  const choose = (next: View) => void navigate({ to: ".", search: { view: next } as never });
  return (
    <>
      <PageHeader
        title={t("nav.payments")}
        note={t(`money.lead.${view}`)}
        actions={
          !phone && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<Keyboard size={16} aria-hidden />}
              onClick={() => setHelped(true)}
            >
              {t("money.keys.button")}
            </Button>
          )
        }
      />
      <ViewChips views={views} chosen={view} onChoose={choose} />
      <PaymentQueue key={view} view={view} helped={helped} onHelp={setHelped} />
    </>
  );
}
