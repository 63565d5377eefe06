export { NewCustomerForm } from "./NewCustomerForm";
export type { Customer as CreatedCustomer } from "./queries";
export { Saved } from "./Saved";
