import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { type Me, useMe } from "@/features/session/me";
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
  /** What one needs to see it: managers keep the rooms of their campus. */
  needs?: Me["capabilities"][number];
  children: ReactNode;
}

/** One page of the administration: the way back, its name, and who may not see it is told so. */
export function AdminPart({ title, note, primary, narrow, children, ...props }: Props) {
  const { capabilities } = useMe();
  const admin = capabilities.includes("organization.edit");
  const may = props.needs ? capabilities.includes(props.needs) : admin;
  return (
    <>
      <PageHeader title={title} note={note} actions={admin && <Back />} primary={may && primary} />
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
