import type { components } from "@/api/schema.gen";

type Schemas = components["schemas"];
export type Customer = Schemas["CustomerDetail"];
export type CustomerRow = Schemas["CustomerRow"];
export type CustomerStatus = Schemas["CustomerStatus"];
export type Identity = Schemas["Identity"];
export type Member = Schemas["Member"];
export type FollowUp = Schemas["FollowUp"];
export type TimelineEntry = Schemas["TimelineEntry"];
export type Spell = Schemas["Spell"];
export type ItemResult = Schemas["ItemResult"];

/** Enough to name somebody in a dialog and to send a command about them. */
export type Named = Pick<CustomerRow, "id" | "name">;
export type Protectable = Pick<Customer, "id" | "name" | "protected_until">;
