import { customers } from "./en/customers";
import { errors } from "./en/errors";
import { followups } from "./en/followups";
import { nav } from "./en/nav";
import { pool } from "./en/pool";
import { today } from "./en/today";
import { ui } from "./en/ui";

export const en = {
  customers,
  errors,
  followups,
  nav,
  pool,
  today,
  ui,
} as const;
