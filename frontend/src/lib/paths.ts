/** What an administrator runs, each on a page of its own. */
export type AdminPart =
  "school" | "campuses" | "departments" | "courses" | "pools" | "lists" | "audit";

/** Every address of the page is spelled here, and nowhere else. */
export const paths = {
  today: () => "/",
  mine: () => "/mine",
  team: () => "/team",
  all: () => "/all",
  teamOf: (owner: number) => `/team?owner=${owner}`,
  allOf: (owner: number) => `/all?owner=${owner}`,
  pool: () => "/pool",
  poolNewest: (pool: number) => `/pool?pool=${pool}&ordering=-created_at`,
  search: (text: string) => `/search?search=${encodeURIComponent(text)}`,
  newCustomer: () => "/customers/new",
  customer: (id: number) => `/customers/${id}`,
  imports: () => "/imports",
  import: (id: number) => `/imports/${id}`,
  approvals: () => "/approvals",
  people: () => "/people",
  admin: () => "/admin",
  adminOf: (part: AdminPart) => `/admin/${part}`,
  profile: () => "/profile",
  login: (next?: string) => (next ? `/login?next=${encodeURIComponent(next)}` : "/login"),
  register: () => "/register",
  setup: () => "/setup",
  forgot: () => "/forgot",
};

/** Return `next` if it is an address of this page; never follow one that leads elsewhere. */
export function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : paths.today();
}
