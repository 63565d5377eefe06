import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
// By path: the rooms' indexes bring the tables along, which not every page shows.
import { type Commands, CommandsContext } from "@/features/customers/commands/context";
import { CommandDialogs, type OpenDialog } from "@/features/customers/commands/dialogs";
import type { CustomerRow } from "@/features/customers/types";
import { useClaim } from "@/features/pool/useClaim";
import { useMe } from "@/features/session/me";

const CustomerDrawer = lazy(() => import("./CustomerDrawer"));
const LogSheet = lazy(() => import("./LogSheet"));

interface Props {
  children: ReactNode;
  /** On a customer's own page there is no drawer: opening somebody goes to their page. */
  onOpen?: (id: number, tab: string | undefined) => void;
  /** The page's customer is gone. */
  onDeleted?: () => void;
}

/** Around every list and page of customers: what can be begun there, and the drawer (?customer=7). */
export function CustomerDesk({ children, onOpen, onDeleted }: Props) {
  const me = useMe();
  const drawer = useDrawer();
  const open = onOpen ?? drawer.open;
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [logging, setLogging] = useState<CustomerRow | null>(null);
  const claim = useClaim({ id: me.id, name: me.display_name }, (customer) => open(customer.id));
  const { mutate } = claim;
  const claiming = claim.isPending ? claim.variables.id : undefined;
  const commands = useMemo<Commands>(
    () => ({
      open,
      claiming,
      log: setLogging,
      claim: ({ id, name }) => mutate({ id, name }),
      release: (customers, done) => setDialog({ kind: "release", customers, done }),
      assign: (customers, done) => setDialog({ kind: "assign", customers, done }),
      protect: (customer) => setDialog({ kind: "protect", customer }),
      merge: (customer) => setDialog({ kind: "merge", customer }),
      remove: (customer) => setDialog({ kind: "delete", customer }),
      reveal: (customer) => setDialog({ kind: "reveal", customer }),
      anonymise: (customer) => setDialog({ kind: "anonymise", customer }),
      close: (customer, status) => setDialog({ kind: "close", customer, status }),
    }),
    [open, claiming, mutate],
  );
  return (
    <CommandsContext value={commands}>
      {children}
      {drawer.id !== null && !onOpen && (
        <Suspense>
          <CustomerDrawer key={drawer.id} id={drawer.id} onClose={drawer.close} />
        </Suspense>
      )}
      {logging && (
        <Suspense>
          <LogSheet key={logging.id} customer={logging} onClose={() => setLogging(null)} />
        </Suspense>
      )}
      <CommandDialogs
        open={dialog}
        onClose={() => setDialog(null)}
        onDeleted={onDeleted ?? drawer.close}
      />
    </CommandsContext>
  );
}

type Url = Record<string, string | undefined>;

function useDrawer() {
  const url = useSearch({ strict: false }) as Url;
  const navigate = useNavigate();
  return useMemo(() => {
    const show = (id: number | undefined, tab: string | undefined, replace: boolean) => {
      const customer = id === undefined ? undefined : String(id);
      const search = (old: Record<string, unknown>) => ({ ...old, customer, tab });
      void navigate({ to: ".", search, replace, resetScroll: false });
    };
    return {
      id: /^\d+$/.test(url.customer ?? "") ? Number(url.customer) : null,
      // Opening is a step one can go back from; closing is not another one.
      open: (id: number, tab?: string) => show(id, tab, false),
      close: () => show(undefined, undefined, true),
    };
  }, [url.customer, navigate]);
}
