import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useCommands } from "@/features/customers/commands/context";
import { type CreatedCustomer, NewCustomerForm, Saved } from "@/features/newcustomer";
import { t } from "@/i18n";
import { INQUIRY_DRAFT, writeDraft } from "@/lib/drafts";
import { paths } from "@/lib/paths";
import { PageHeader } from "@/ui/PageHeader";
import classes from "./NewCustomerPage.module.css";
import { CustomerDesk } from "./parts/CustomerDesk";

/** ＋: who is it, do we know them, what do they want. */
export default function NewCustomerPage() {
  return (
    <CustomerDesk>
      <PageHeader title={t("nav.newCustomer")} />
      <NewCustomer />
    </CustomerDesk>
  );
}

/** What may be given in the address: /customers/new?phone=138…, or ?guardian=7 for a student. */
function useGiven() {
  const url = useSearch({ strict: false }) as Record<string, string | undefined>;
  const { phone, name, guardian } = url;
  return { ...(phone && { phone }), ...(name && { name }), ...(guardian && { guardian }) };
}

function NewCustomer() {
  const given = useGiven();
  const { open, claim, claiming, log } = useCommands();
  const navigate = useNavigate();
  const [saved, setSaved] = useState<CreatedCustomer | null>(null);
  if (saved) {
    return <Saved customer={saved} onOpen={open} onLog={log} onAnother={() => setSaved(null)} />;
  }
  return (
    <div className={classes.form}>
      <NewCustomerForm
        given={given}
        onOpen={open}
        onClaim={claim}
        claiming={claiming}
        onSaved={setSaved}
        onRecordInquiry={(contacts) => {
          // Not by the address: a contact would stay in the browser's history.
          writeDraft(INQUIRY_DRAFT, contacts);
          void navigate({ href: paths.newInquiry() });
        }}
      />
    </div>
  );
}
