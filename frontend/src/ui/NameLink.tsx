import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import classes from "./NameLink.module.css";

/** The name of what a row is about, and the way there. */
export function NameLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className={classes.name}>
      {children}
    </Link>
  );
}
