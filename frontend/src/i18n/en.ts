import { customers } from "./en/customers";
import { errors } from "./en/errors";
import { followups } from "./en/followups";
import { imports } from "./en/imports";
import { nav } from "./en/nav";
import { newcustomer } from "./en/newcustomer";
import { pool } from "./en/pool";
import { today } from "./en/today";
import { ui } from "./en/ui";

export const en = {
  customers,
  errors,
  followups,
  imports,
  nav,
  newcustomer,
  pool,
  today,
  ui,
} as const;
