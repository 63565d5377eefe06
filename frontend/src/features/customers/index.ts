/** What pages compose; heavy views are imported lazily by path. */
export { BulkOutcome } from "./commands/BulkOutcome";
export { CommandsContext, useCommands, type Commands } from "./commands/context";
export { CommandDialogs, type OpenDialog } from "./commands/dialogs";
export { countText } from "./countText";
export { CustomerCard } from "./CustomerCard";
export { CustomerName } from "./CustomerName";
export { CustomerTable } from "./CustomerTable";
export { HELD_ORDERINGS, orderingChoices, POOL_ORDERINGS, SEARCH_ORDERINGS } from "./orderings";
export { LastWords } from "./LastWords";
export { KnownPerson } from "./KnownPerson";
export { LogButton } from "./LogButton";
export { NextStep } from "./NextStep";
export { RestoreButton } from "./RestoreButton";
export { StatusMark } from "./StatusMark";
export type { Customer, CustomerRow, FollowUp, Named } from "./types";
export { useCustomer } from "./useCustomer";
export {
  HELD_FILTERS,
  MINE_FILTERS,
  POOL_FILTERS,
  RESTORER_FILTERS,
  useCustomerFilters,
} from "./useCustomerFilters";
export { type Scope, useCustomerList } from "./useCustomerList";
export { useKnown } from "./useKnown";
