import { customers } from "./en/customers";
import { errors } from "./en/errors";
import { followups } from "./en/followups";
import { imports } from "./en/imports";
import { nav } from "./en/nav";
import { newcustomer } from "./en/newcustomer";
import { people } from "./en/people";
import { pool } from "./en/pool";
import { session } from "./en/session";
import { today } from "./en/today";
import { ui } from "./en/ui";

export const en = {
  customers,
  errors,
  followups,
  imports,
  nav,
  newcustomer,
  people,
  pool,
  session,
  today,
  ui,
} as const;
