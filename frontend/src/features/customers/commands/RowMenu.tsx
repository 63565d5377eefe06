import { ActionIcon, Loader, Menu } from "@mantine/core";
import {
  ArrowRightLeft,
  Eraser,
  ExternalLink,
  Eye,
  type LucideIcon,
  Merge,
  MessageSquarePlus,
  MoreHorizontal,
  PanelRight,
  Pencil,
  RotateCcw,
  ShieldCheck,
  Trash2,
  Undo2,
  UserPlus,
} from "lucide-react";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Customer, CustomerRow } from "@/features/customers/types";
import { useCustomer } from "@/features/customers/useCustomer";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import type { Refusal } from "@/lib/problem";
import { refusalText } from "@/ui/errorText";
import { ErrorState } from "@/ui/ErrorState";
import { MenuItem } from "@/ui/MenuItem";
import { useCommands } from "./context";
import classes from "./RowMenu.module.css";
import { useRestoreNow } from "./useRestoreNow";

/** Everything that can be done with a customer, from any row. What I may not do says why. */
export function RowMenu({ customer, asked = false }: { customer: CustomerRow; asked?: boolean }) {
  const [opened, setOpened] = useState(false);
  // A step later, so that the menu knows whom to give the focus back.
  useEffect(() => {
    if (!asked) return;
    const step = requestAnimationFrame(() => setOpened(true));
    return () => cancelAnimationFrame(step);
  }, [asked]);
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon
          autoFocus={asked}
          aria-label={t("customers.list.more", { name: nameOf(customer) })}
        >
          <MoreHorizontal size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{opened && <Items row={customer} />}</Menu.Dropdown>
    </Menu>
  );
}

function Items({ row }: { row: CustomerRow }) {
  const { open } = useCommands();
  const { data: customer, error, refetch } = useCustomer(row.id);
  return (
    <>
      <Item icon={PanelRight} onClick={() => open(row.id)}>
        {t("customers.act.open")}
      </Item>
      <Menu.Item
        component={Link}
        to={paths.customer(row.id)}
        leftSection={<ExternalLink size={15} aria-hidden />}
      >
        {t("customers.act.openPage")}
      </Menu.Item>
      {error && !customer && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!customer && !error && (
        <div className={classes.loading}>
          <Loader size="xs" aria-label={t("ui.loading")} />
        </div>
      )}
      {customer && <CommandItems customer={customer} />}
    </>
  );
}

/** The commands themselves; the customer's page uses them as well. */
export function CommandItems({ customer }: { customer: Customer }) {
  const { open, log, claim, release, assign, protect, remove, reveal, merge } = useCommands();
  const restore = useRestoreNow(customer);
  const { refusals } = customer;
  if (customer.deleted_at)
    return (
      <>
        <Item icon={RotateCcw} refusal={refusals.restore} onClick={restore}>
          {t("customers.act.restore")}
        </Item>
        <Forget customer={customer} />
      </>
    );
  return (
    <>
      <Item icon={Pencil} refusal={refusals.edit} onClick={() => open(customer.id, "details")}>
        {t("customers.act.edit")}
      </Item>
      {customer.owner === null ? (
        <Item icon={UserPlus} refusal={refusals.claim} onClick={() => claim(customer)}>
          {t("customers.act.claim")}
        </Item>
      ) : (
        <>
          <Item
            icon={MessageSquarePlus}
            refusal={refusals.log_follow_up}
            onClick={() => log(customer)}
          >
            {t("customers.act.log")}
          </Item>
          <Item icon={Undo2} refusal={refusals.release} onClick={() => release([customer])}>
            {t("customers.act.release")}
          </Item>
        </>
      )}
      {/* Whose role never does a thing is not told so on every row. */}
      {customer.contact_masked && refusals.reveal?.code !== "role_may_not" && (
        <Item icon={Eye} refusal={refusals.reveal} onClick={() => reveal(customer)}>
          {t("customers.act.reveal")}
        </Item>
      )}
      {refusals.assign?.code !== "role_may_not" && (
        <Item icon={ArrowRightLeft} refusal={refusals.assign} onClick={() => assign([customer])}>
          {t("customers.act.assign")}
        </Item>
      )}
      {customer.owner !== null && refusals.protect?.code !== "role_may_not" && (
        <Item icon={ShieldCheck} refusal={refusals.protect} onClick={() => protect(customer)}>
          {t("customers.act.protect")}
        </Item>
      )}
      {refusals.merge?.code !== "role_may_not" && (
        <Item icon={Merge} refusal={refusals.merge} onClick={() => merge(customer)}>
          {t("customers.act.merge")}
        </Item>
      )}
      <Menu.Divider />
      <Item icon={Trash2} danger refusal={refusals.delete} onClick={() => remove(customer)}>
        {t("customers.act.remove")}
      </Item>
      <Forget customer={customer} />
    </>
  );
}

function Forget({ customer }: { customer: Customer }) {
  const { anonymise } = useCommands();
  const refusal = customer.refusals.anonymise;
  if (refusal?.code === "role_may_not") return null;
  return (
    <Item icon={Eraser} danger refusal={refusal} onClick={() => anonymise(customer)}>
      {t("customers.act.anonymise")}
    </Item>
  );
}

interface ItemProps {
  icon: LucideIcon;
  refusal?: Refusal | null;
  danger?: boolean;
  onClick: () => void;
  children: string;
}

function Item({ refusal, ...props }: ItemProps) {
  return <MenuItem {...props} disabledReason={refusalText(refusal)} />;
}
