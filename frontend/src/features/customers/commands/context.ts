import { createContext, useContext } from "react";
import type { CustomerRow, CustomerStatus, Named, Protectable } from "@/features/customers/types";

/** What can be begun with a customer from any row, menu or page. The page says how. */
export interface Commands {
  open(id: number, tab?: string): void;
  log(customer: CustomerRow): void;
  claim(customer: Named): void;
  /** Who is just being claimed. */
  claiming: number | undefined;
  /** `done` is called when it went through, if only for some of them. */
  release(customers: readonly Named[], done?: () => void): void;
  assign(customers: readonly Named[], done?: () => void): void;
  /** Keep them with their holder, whatever the clock says. */
  protect(customer: Protectable): void;
  /** Asks with whom, then both stand side by side. */
  merge(customer: Named): void;
  remove(customer: Named & { version: number }): void;
  /** Shows the masked contacts once. */
  reveal(customer: Named): void;
  /** Removes the person for good; asks first. */
  anonymise(customer: Named): void;
  /** Lost, invalid, do not contact: asks or warns first. */
  close(customer: Named, status: CustomerStatus): void;
}

export const CommandsContext = createContext<Commands | null>(null);

export function useCommands(): Commands {
  const commands = useContext(CommandsContext);
  if (!commands) throw new Error("useCommands outside of CommandsContext");
  return commands;
}
