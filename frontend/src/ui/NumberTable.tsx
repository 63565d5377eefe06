import type { ReactNode } from "react";
import classes from "./NumberTable.module.css";

interface Props {
  className?: string | undefined;
  children: ReactNode;
}

/** Figures side by side: the first column says of what; a cell of `data-bad` wants to be looked at. */
export function NumberTable({ className = "", children }: Props) {
  return <table className={`${classes.numbers} ${className}`}>{children}</table>;
}
