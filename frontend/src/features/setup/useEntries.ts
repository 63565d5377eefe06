import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { campusesQuery, coursesQuery } from "@/api/reference";

const namesOf = (entries: readonly { name: string }[] | undefined) =>
  entries?.map(({ name }) => name);

/** The names of what is there already, a page at most; undefined while they are loading. */
export function useEntries() {
  const departments = useQuery({
    queryKey: ["choices", "departments", "names"],
    queryFn: () =>
      unwrap(api.GET("/api/v1/departments/", { params: { query: { page_size: 200 } } })),
  });
  return {
    campuses: namesOf(useQuery(campusesQuery).data),
    departments: namesOf(departments.data?.results),
    courses: namesOf(useQuery(coursesQuery).data),
  };
}
