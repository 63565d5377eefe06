import { VisuallyHidden } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useCallback } from "react";
import type { Customer } from "@/features/customers/types";
import { useCustomer } from "@/features/customers/useCustomer";
import { CustomerView, WideCustomerView } from "@/features/customers/detail/CustomerView";
import { PrimaryAction } from "@/features/customers/detail/PrimaryAction";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { useIsPhone } from "@/lib/useIsPhone";
import { later } from "@/ui/later";
import { PageHeader } from "@/ui/PageHeader";
import { CustomerDesk } from "./parts/CustomerDesk";
import { CustomerFace } from "./parts/CustomerFace";
import classes from "./parts/parts.module.css";
import { useSlots } from "./parts/useSlots";

const MoreMenu = later(async () => (await import("@/features/customers/detail/MoreMenu")).MoreMenu);

export default function CustomerPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const navigate = useNavigate();
  const open = useCallback(
    (other: number, tab?: string) =>
      void navigate({ to: paths.customer(other), search: tab ? { tab } : {} }),
    [navigate],
  );
  return (
    <CustomerDesk onOpen={open} onDeleted={() => void navigate({ to: paths.mine() })}>
      <Page key={id} id={Number(id)} />
    </CustomerDesk>
  );
}

function Page({ id }: { id: number }) {
  const query = useCustomer(id);
  const phone = useIsPhone();
  const { slots, sheet } = useSlots();
  const { data: customer } = query;
  const View = phone ? CustomerView : WideCustomerView;
  return (
    <>
      <PageHeader
        title={customer ? nameOf(customer) : t("customers.view.label")}
        actions={customer && <Actions customer={customer} phone={phone} />}
      />
      <div className={phone ? classes.page : undefined}>
        <CustomerFace id={id} query={query}>
          {(found) => (
            <>
              <VisuallyHidden component="h2">{t("customers.view.label")}</VisuallyHidden>
              <View customer={found} slots={slots} />
            </>
          )}
        </CustomerFace>
      </div>
      {customer && phone && (
        <div className={classes.thumb}>
          <PrimaryAction customer={customer} />
        </div>
      )}
      {sheet}
    </>
  );
}

function Actions({ customer, phone }: { customer: Customer; phone: boolean }) {
  return (
    <>
      {!phone && <PrimaryAction customer={customer} />}
      <MoreMenu customer={customer} />
    </>
  );
}
