import type { Catalogue } from ".";
import { customers } from "./zh/customers";
import { errors } from "./zh/errors";
import { followups } from "./zh/followups";
import { nav } from "./zh/nav";
import { pool } from "./zh/pool";
import { today } from "./zh/today";
import { ui } from "./zh/ui";

export const zh: Catalogue = {
  customers,
  errors,
  followups,
  nav,
  pool,
  today,
  ui,
};
