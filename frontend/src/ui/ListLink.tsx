import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

interface Props {
  /** The list's address, from lib/paths. */
  to: string;
  /** The filters that show just the rows meant. */
  filters: Record<string, string>;
  className?: string | undefined;
  "aria-label"?: string;
  "data-zero"?: boolean;
  children: ReactNode;
}

/** From a number to the rows behind it. */
export function ListLink({ filters, className = "", ...props }: Props) {
  // Addresses are plain strings (app/router), so the router's types know no search of theirs.
  const search = filters as never;
  return (
    <Anchor
      component={Link}
      search={search}
      className={className}
      c="inherit"
      fz="inherit"
      {...props}
    />
  );
}
