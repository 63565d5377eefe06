import { Button, Menu } from "@mantine/core";
import { useCommands } from "@/features/customers/commands/context";
import { useChangeStatus } from "@/features/customers/commands/useCommands";
import { StatusMark } from "@/features/customers/StatusMark";
import type { Customer, CustomerStatus } from "@/features/customers/types";
import { nameOf, statusText } from "@/features/customers/words";
import { t } from "@/i18n";
import { refusalText } from "@/ui/errorText";
import { notify, notifyError } from "@/ui/notify";
import { RefusableButton } from "@/ui/RefusableButton";
import classes from "./detail.module.css";
import { opensMenu, statusLook } from "./statusLook";

/** The status, and where it may go from here as the API says. */
export function StatusMenu({ customer, asked }: { customer: Customer; asked?: boolean }) {
  const { move, pending } = useMove(customer);
  const refusal = refusalText(customer.refusals.change_status);
  const look = statusLook(customer);
  if (refusal)
    return (
      <RefusableButton
        {...look}
        className={classes.settled ?? ""}
        disabledReason={refusal}
        onClick={() => undefined}
      />
    );
  return (
    <Menu position="bottom-start" defaultOpened={asked ?? false}>
      <Menu.Target>
        <Button {...look} loading={pending} rightSection={opensMenu} />
      </Menu.Target>
      <Menu.Dropdown>
        {customer.status_moves.map((status) => (
          <Menu.Item key={status} onClick={() => move(status)}>
            <StatusMark status={status} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

// These end the work on a customer: a reason or a warning comes first.
const ASKED_FIRST: readonly CustomerStatus[] = ["lost", "invalid", "do_not_contact"];

function useMove(customer: Customer) {
  const commands = useCommands();
  const change = useChangeStatus();
  const name = nameOf(customer);
  // Not by the callbacks of `mutate`: whoever takes it back may have left the customer.
  const to = (status: CustomerStatus, then: (now: Customer) => void) =>
    void change
      .mutateAsync({ id: customer.id, status, reason: "", note: "" })
      .then(then, notifyError);
  const said = (status: CustomerStatus) =>
    t("customers.moved", { name, status: statusText(status) });
  function move(status: CustomerStatus) {
    if (ASKED_FIRST.includes(status)) return commands.close(customer, status);
    const old = customer.status;
    to(status, (now) => {
      const back = () => to(old, () => notify(said(old)));
      // Whether there is a way back is the API's word, too.
      notify(said(status), now.status_moves.includes(old) ? back : undefined);
    });
  }
  return { move, pending: change.isPending };
}
