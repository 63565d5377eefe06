import { Button } from "@mantine/core";
import { Plus } from "lucide-react";
import { lazy, Suspense, useCallback } from "react";
import { useCommands } from "@/features/customers/commands/context";
import { InquiryTable } from "@/features/inquiries/InquiryTable";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { PageHeader } from "@/ui/PageHeader";
import { CustomerDesk } from "./parts/CustomerDesk";

// What is opened on demand is loaded then.
const InquiryPanel = lazy(async () => ({
  default: (await import("@/features/inquiries/InquiryPanel")).InquiryPanel,
}));
const TakeInquiry = lazy(async () => ({
  default: (await import("@/features/inquiries/TakeInquiry")).TakeInquiry,
}));

/** Who has asked, and what becomes of it. */
export default function InquiriesPage() {
  return (
    <CustomerDesk>
      <Inquiries />
    </CustomerDesk>
  );
}

function Inquiries() {
  const { capabilities } = useMe();
  const { open } = useCommands();
  const [taking, setTaking] = useUrlParam("new");
  const [shown, setShown] = useUrlParam("inquiry");
  const show = useCallback(({ id }: { id: number }) => setShown(String(id)), [setShown]);
  return (
    <>
      <PageHeader
        title={t("nav.inquiries")}
        note={t("inquiries.lead")}
        primary={
          capabilities.includes("consultations.take") && (
            <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setTaking("1")}>
              {t("inquiries.new")}
            </Button>
          )
        }
      />
      <InquiryTable knowsForms={capabilities.includes("forms.edit")} onOpen={show} />
      <Suspense>
        {taking && (
          <TakeInquiry
            onClose={() => setTaking(undefined)}
            onSaved={(customer) => {
              setTaking(undefined);
              open(customer);
            }}
          />
        )}
        {shown && /^\d+$/.test(shown) && (
          <InquiryPanel
            key={shown}
            id={Number(shown)}
            onClose={() => setShown(undefined)}
            onOpenCustomer={(customer) => {
              setShown(undefined);
              open(customer);
            }}
          />
        )}
      </Suspense>
    </>
  );
}
