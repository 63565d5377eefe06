import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

/** One parameter of the URL as state, e.g. which customer the drawer shows. Back closes what it opened. */
export function useUrlParam(
  name: string,
): [string | undefined, (value: string | undefined) => void] {
  const url = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const set = useCallback(
    (value: string | undefined) => {
      const search = (old: Record<string, unknown>) => ({ ...old, [name]: value });
      // Opening is a step one can go back from; closing or moving on is not another one.
      void navigate({ to: ".", search, replace: value === undefined, resetScroll: false });
    },
    [name, navigate],
  );
  return [url[name], set];
}
