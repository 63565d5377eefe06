import { QueryClient } from "@tanstack/react-query";
import { isProblem } from "@/lib/problem";

/** What the API refused stays refused; a lost network or a broken server is asked twice more. */
function retry(failures: number, error: Error): boolean {
  const refused = isProblem(error) && error.status < 500;
  return !refused && failures < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry, staleTime: 30_000 },
    // Commands carry idempotency keys; whether to repeat one is the user's decision.
    mutations: { retry: false },
  },
});
