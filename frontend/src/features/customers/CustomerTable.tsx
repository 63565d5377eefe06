import type { ReactNode } from "react";
import { DataTable, type Selection, type TableQuery } from "@/ui/DataTable";
import { customerColumns } from "./columns";
import { useCommands } from "./commands/context";
import { RowMenuButton } from "./commands/RowMenuButton";
import { CustomerCard } from "./CustomerCard";
import type { CustomerRow } from "./types";

interface Props<Row> {
  label: string;
  query: TableQuery<Row>;
  list: { ordering: string; set: (changes: { ordering: string }) => void };
  /** In the pool: no holder, no next step. */
  pool?: boolean;
  owner?: boolean;
  action: (row: Row) => ReactNode;
  empty: ReactNode;
  selection?: Selection;
  bulkActions?: (rows: Row[]) => ReactNode;
  marks?: ReadonlyMap<number, string>;
  news?: number;
}

/** Any list of customers: the same rows, cards and menus; what differs is the first button. */
export function CustomerTable<Row extends CustomerRow>(props: Props<Row>) {
  const { list, pool = false, owner = !pool, action, ...table } = props;
  const { open, log } = useCommands();
  return (
    <DataTable
      {...table}
      rowId={(row) => row.id}
      columns={customerColumns<Row>({ pool, owner, action, onCall: log })}
      renderCard={(row) => (
        <CustomerCard
          customer={row}
          owner={owner}
          action={action(row)}
          menu={<RowMenuButton customer={row} />}
          onCall={log}
        />
      )}
      onOpen={(row) => open(row.id)}
      ordering={{ value: list.ordering, onChange: (ordering) => list.set({ ordering }) }}
    />
  );
}
