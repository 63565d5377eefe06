import { useQueries } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { boundsOf, type Period } from "./period";

const RARELY = { staleTime: 10 * 60_000 };

/** The days of a period on which my campus, or the school, does not work. */
export function useClosedDays(period: Period, campus: number | undefined): ReadonlySet<string> {
  const { begin, end } = boundsOf(period);
  const years = [...new Set([begin.year(), end.subtract(1, "day").year()])];
  return useQueries({
    queries: years.map((year) => ({
      queryKey: ["calendar-days", year, campus] as const,
      queryFn: () => {
        const query = { year, ...(campus !== undefined && { campus }) };
        return unwrap(api.GET("/api/v1/calendar/days/", { params: { query } }));
      },
      ...RARELY,
    })),
    combine: (answers) => new Set(answers.flatMap(({ data }) => data?.closed ?? [])),
  });
}
