import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { EmptyState } from "@/ui/EmptyState";
import { PageHeader } from "@/ui/PageHeader";
import classes from "./AdminPart.module.css";

interface Props {
  title: string;
  note?: string;
  primary?: ReactNode;
  /** A form: as wide as one reads, with room around it. */
  narrow?: boolean;
  children: ReactNode;
}

/** One page of the administration: the way back, its name, and who may not see it is told so. */
export function AdminPart({ title, note, primary, narrow, children }: Props) {
  const may = useMe().capabilities.includes("organization.edit");
  return (
    <>
      <PageHeader title={title} note={note} actions={<Back />} primary={may && primary} />
      {!may && <EmptyState title={t("errors.role_may_not")} hint={t("admin.adminsOnly")} />}
      {may && (narrow ? <div className={classes.narrow}>{children}</div> : children)}
    </>
  );
}

/** To the other pages of the administration. */
export function Back() {
  return (
    <Anchor component={Link} to={paths.admin()} className={classes.back ?? ""}>
      <ChevronLeft size={15} aria-hidden />
      {t("nav.administration")}
    </Anchor>
  );
}
