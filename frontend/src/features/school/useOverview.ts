import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/api/client";
import { useCampusList, useCourseList, useDepartments } from "./queries";

const COUNTED = { page_size: 1, with_total: true };
type PeopleState = "active" | "pending";

interface Counted {
  total?: { value: number };
}
const totalOf = (page: Counted) => page.total?.value;

/** How many employees are in this state. */
function usePeople(state: PeopleState): number | undefined {
  return useQuery({
    queryKey: ["people", "count", state],
    queryFn: () =>
      unwrap(api.GET("/api/v1/employees/", { params: { query: { ...COUNTED, state } } })),
    select: totalOf,
  }).data;
}

/** The numbers of the school, each undefined until it is known. */
export function useOverview() {
  const departments = useDepartments().data;
  const pools = useQuery({
    queryKey: ["choices", "pools"],
    queryFn: () => unwrap(api.GET("/api/v1/pools/")),
  }).data;
  const imports = useQuery({
    queryKey: ["imports", "count"],
    queryFn: () => unwrap(api.GET("/api/v1/imports/", { params: { query: COUNTED } })),
    select: totalOf,
  }).data;
  const forms = useQuery({
    queryKey: ["forms", "list"],
    queryFn: () => unwrap(api.GET("/api/v1/intake-forms/")),
  }).data;
  return {
    waiting: usePeople("pending"),
    people: usePeople("active"),
    campuses: useCampusList().data?.filter(({ is_active }) => is_active).length,
    courses: useCourseList().data?.filter(({ is_active }) => is_active).length,
    departments: departments?.length,
    unled: departments?.filter(({ manager, manager_gone: gone }) => manager === null || gone)
      .length,
    pools: pools?.length,
    emptyPools: pools?.filter(
      ({ is_default, departments: of, campuses }) =>
        !is_default && of.length + campuses.length === 0,
    ).length,
    forms: forms?.length,
    imports,
  };
}

export type Overview = ReturnType<typeof useOverview>;
