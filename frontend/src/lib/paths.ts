/** What an administrator runs, each on a page of its own. */
export type AdminPart =
  | "school"
  | "campuses"
  | "departments"
  | "courses"
  | "teachers"
  | "rooms"
  | "pools"
  | "lists"
  | "forms"
  | "selling"
  | "calendar"
  | "audit";

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
  inbox: () => "/inbox",
  teamOverview: () => "/team-overview",
  movements: () => "/movements",
  notifications: () => "/notifications",
  recycled: () => "/recycled",
  reveals: () => "/reveals",
  search: (text: string) => `/search?search=${encodeURIComponent(text)}`,
  newCustomer: () => "/customers/new",
  newStudent: (guardian: number) => `/customers/new?guardian=${guardian}`,
  customer: (id: number) => `/customers/${id}`,
  enrollments: () => "/enrollments",
  /** The applications that wait, who waits longest first. */
  applications: () => "/enrollments?state=submitted&ordering=submitted_at",
  enrollment: (id: number) => `/enrollments/${id}`,
  /** With the form open in which one says that money came in. */
  payFor: (enrollment: number) => `/enrollments/${enrollment}?pay=enter`,
  statement: (customer: number) => `/customers/${customer}/statement`,
  counter: () => "/counter",
  counterOf: (payer: number, enrollment: number) =>
    `/counter?payer=${payer}&enrollment=${enrollment}`,
  receipts: () => "/receipts",
  receipt: (id: number) => `/receipts?receipt=${id}`,
  dispute: (id: number) => `/disputes/${id}`,
  inquiries: () => "/inquiries",
  inquiry: (id: number) => `/inquiries?inquiry=${id}`,
  newInquiry: () => "/inquiries?new=1",
  calendar: () => "/calendar",
  expected: () => "/expected",
  /** `listed`: one came from the list of pairs, and goes back there. */
  merge: (kept: number, merged: number, listed = false) =>
    `/customers/${kept}/merge?with=${merged}${listed ? "&listed=1" : ""}`,
  duplicates: () => "/duplicates",
  classes: () => "/classes",
  class: (id: number) => `/classes/${id}`,
  endingSoon: () => "/ending-soon",
  timetable: () => "/timetable",
  timetableOf: (filter: "teacher" | "room" | "class_group", id: number, day: string) =>
    `/timetable?${filter}=${id}&day=${day}`,
  imports: () => "/imports",
  import: (id: number) => `/imports/${id}`,
  approvals: () => "/approvals",
  people: () => "/people",
  payments: () => "/payments",
  payment: (id: number) => `/payments?view=all&payment=${id}`,
  cash: () => "/cash",
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
