import { ActionIcon } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Maximize2 } from "lucide-react";
import { useCustomer } from "@/features/customers";
import { CustomerView } from "@/features/customers/detail/CustomerView";
import { MoreMenu } from "@/features/customers/detail/MoreMenu";
import { PrimaryAction } from "@/features/customers/detail/PrimaryAction";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { Panel } from "@/ui/Panel";
import { CustomerFace } from "./CustomerFace";
import classes from "./parts.module.css";
import { useSlots } from "./useSlots";

interface Props {
  id: number;
  onClose: () => void;
}

/** One customer over the list they were opened from. */
export default function CustomerDrawer({ id, onClose }: Props) {
  const query = useCustomer(id);
  const { slots, sheet } = useSlots();
  const { data: customer } = query;
  return (
    <Panel
      opened
      onClose={onClose}
      title={
        <span className={classes.title}>
          <span className={classes.name}>
            {customer ? nameOf(customer) : t("customers.view.label")}
          </span>
          <ActionIcon
            component={Link}
            to={paths.customer(id)}
            aria-label={t("customers.act.openPage")}
          >
            <Maximize2 size={15} />
          </ActionIcon>
          {customer && <MoreMenu customer={customer} />}
        </span>
      }
      footer={customer && <PrimaryAction customer={customer} />}
      tall
    >
      <CustomerFace id={id} query={query}>
        {(found) => <CustomerView customer={found} slots={slots} />}
      </CustomerFace>
      {sheet}
    </Panel>
  );
}
