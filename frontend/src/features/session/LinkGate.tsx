import { Skeleton } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { isProblem } from "@/lib/problem";
import { ErrorState } from "@/ui/ErrorState";
import { Entrance } from "./Entrance";
import { VoidLink } from "./VoidLink";

interface Props<Found> {
  what: "join" | "reset";
  /** Said while it is looked up. */
  title: string;
  token: string | null;
  query: UseQueryResult<Found>;
  children: (token: string, found: Found) => ReactNode;
}

/** What a link opens, if it is still good; else why not, and what to do about it. */
export function LinkGate<Found>({ what, title, token, query, children }: Props<Found>) {
  const isVoid = isProblem(query.error) && query.error.code === "link_void";
  if (token === null || isVoid) return <VoidLink what={what} missing={token === null} />;
  if (query.data) return children(token, query.data);
  return (
    <Entrance title={title}>
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton height={200} />
      )}
    </Entrance>
  );
}
