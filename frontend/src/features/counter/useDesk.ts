import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

type Url = Record<string, string | undefined>;
const NOBODY = { payer: undefined, enrollment: undefined, receipt: undefined };
const idOf = (text: string | undefined) => (text ? Number(text) || undefined : undefined);

/** Who is at the desk, and the receipt that was issued last: in the URL, so that Back and a reload find them again. */
export function useDesk() {
  const url = useSearch({ strict: false }) as Url;
  const navigate = useNavigate();
  const go = useCallback(
    (changes: Record<string, number | undefined>, replace = false) => {
      const search = (old: Url) => ({ ...old, ...NOBODY, ...changes });
      void navigate({ to: ".", search, replace, resetScroll: false });
    },
    [navigate],
  );
  return {
    payer: idOf(url.payer),
    enrollment: idOf(url.enrollment),
    issued: idOf(url.receipt),
    pick: (payer: number, enrollment?: number) => go({ payer, enrollment }),
    // The form of what is paid already is not to be gone back to.
    received: (receipt: number) => go({ receipt }, true),
    next: () => {
      const search = (old: Url) => ({ ...old, ...NOBODY, search: undefined });
      void navigate({ to: ".", search, resetScroll: false });
    },
  };
}
