import type { Catalogue } from ".";
import { customers } from "./zh/customers";
import { errors } from "./zh/errors";
import { followups } from "./zh/followups";
import { imports } from "./zh/imports";
import { nav } from "./zh/nav";
import { newcustomer } from "./zh/newcustomer";
import { pool } from "./zh/pool";
import { today } from "./zh/today";
import { ui } from "./zh/ui";

export const zh: Catalogue = {
  customers,
  errors,
  followups,
  imports,
  nav,
  newcustomer,
  pool,
  today,
  ui,
};
