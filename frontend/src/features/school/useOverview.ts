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
function usePeople(state: PeopleState) {
  return useQuery({
    queryKey: ["people", "count", state],
    queryFn: () =>
      unwrap(api.GET("/api/v1/employees/", { params: { query: { ...COUNTED, state } } })),
    select: totalOf,
  });
}

/** The numbers of the school, each undefined where it could not be had; null while one is under way. */
export function useOverview() {
  const asked = useQuestions();
  if (Object.values(asked).some(({ isLoading }) => isLoading)) return null;
  const [departments, pools] = [asked.departments.data, asked.pools.data];
  return {
    waiting: asked.waiting.data,
    people: asked.people.data,
    campuses: asked.campuses.data?.filter(({ is_active }) => is_active).length,
    courses: asked.courses.data?.filter(({ is_active }) => is_active).length,
    departments: departments?.length,
    unled: departments?.filter(({ manager, manager_gone: gone }) => manager === null || gone)
      .length,
    pools: pools?.length,
    emptyPools: pools?.filter(
      ({ is_default, departments: of, campuses }) =>
        !is_default && of.length + campuses.length === 0,
    ).length,
    forms: asked.forms.data?.length,
    imports: asked.imports.data,
  };
}

export type Overview = NonNullable<ReturnType<typeof useOverview>>;

function useQuestions() {
  const pools = useQuery({
    queryKey: ["choices", "pools"],
    queryFn: () => unwrap(api.GET("/api/v1/pools/")),
  });
  const imports = useQuery({
    queryKey: ["imports", "count"],
    queryFn: () => unwrap(api.GET("/api/v1/imports/", { params: { query: COUNTED } })),
    select: totalOf,
  });
  const forms = useQuery({
    queryKey: ["forms", "list"],
    queryFn: () => unwrap(api.GET("/api/v1/intake-forms/")),
  });
  return {
    waiting: usePeople("pending"),
    people: usePeople("active"),
    campuses: useCampusList(),
    courses: useCourseList(),
    departments: useDepartments(),
    pools,
    forms,
    imports,
  };
}
