import type { ReactNode } from "react";
import { t } from "@/i18n";
import { Avatar } from "@/ui/Avatar";
import classes from "./detail.module.css";
import type { Entry } from "./entries";

interface LineProps {
  actor: Entry["actor"];
  children: ReactNode;
}

export function Line({ actor, children }: LineProps) {
  const name = actor?.name ?? t("customers.timeline.system");
  return (
    <p className={classes.entryLine}>
      <Avatar name={name} />
      <span className={classes.actor}>{name}</span> {children}
    </p>
  );
}
