import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from "@tanstack/react-router";
import type { ComponentType } from "react";
import { type Area, loadWords } from "@/i18n";
import { CrashPage } from "./CrashPage";
import { bringAdmin, requireSession, skipIfSignedIn } from "./guard";
import { Shell } from "./layout/Shell";
import { NotFoundPage } from "./NotFoundPage";

type Page = () => Promise<{ default: ComponentType }>;

const root = createRootRoute({ component: Outlet });
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  beforeLoad: requireSession,
  component: Shell,
  // The guard could not ask: no shell around it then.
  errorComponent: (props) => (
    <main>
      <CrashPage {...props} />
    </main>
  ),
});

/** A page anybody may open. */
const open = (path: string, page: Page) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(page) });
/** A page behind the session guard, in the shell. Its code is loaded when it is opened. */
const page = (path: string, page: Page) =>
  createRoute({ getParentRoute: () => inside, path, component: lazyRouteComponent(page) });

/** A page whose words are not among those that are loaded with every page (i18n/later). */
const withWords =
  (areas: readonly Area[], load: Page): Page =>
  async () => {
    const [found] = await Promise.all([load(), loadWords(...areas)]);
    return found;
  };

const tree = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: "/login",
    beforeLoad: skipIfSignedIn,
    component: lazyRouteComponent(withWords(["session"], () => import("@/pages/LoginPage"))),
  }),
  open(
    "/register",
    withWords(["session"], () => import("@/pages/RegisterPage")),
  ),
  open(
    "/join",
    withWords(["people", "session"], () => import("@/pages/JoinPage")),
  ),
  open(
    "/forgot",
    withWords(["session"], () => import("@/pages/ForgotPage")),
  ),
  open(
    "/reset",
    withWords(["session"], () => import("@/pages/ResetPage")),
  ),
  createRoute({
    getParentRoute: () => root,
    path: "/setup",
    beforeLoad: bringAdmin,
    component: lazyRouteComponent(
      withWords(["admin", "people", "session", "setup"], () => import("@/pages/SetupPage")),
    ),
  }),
  inside.addChildren([
    page("/", () => import("@/pages/TodayPage")),
    page("/mine", () => import("@/pages/MinePage")),
    page("/team", () => import("@/pages/TeamPage")),
    page("/all", () => import("@/pages/AllPage")),
    page("/pool", () => import("@/pages/PoolPage")),
    page("/search", () => import("@/pages/SearchPage")),
    page(
      "/customers/new",
      withWords(["newcustomer"], () => import("@/pages/NewCustomerPage")),
    ),
    page("/customers/$id", () => import("@/pages/CustomerPage")),
    page(
      "/imports",
      withWords(["imports"], () => import("@/pages/ImportsPage")),
    ),
    page(
      "/imports/$id",
      withWords(["imports"], () => import("@/pages/ImportPage")),
    ),
    page(
      "/approvals",
      withWords(["people"], () => import("@/pages/ApprovalsPage")),
    ),
    page(
      "/people",
      withWords(["people"], () => import("@/pages/PeoplePage")),
    ),
    page(
      "/admin",
      withWords(["admin"], () => import("@/pages/AdminPage")),
    ),
    page(
      "/admin/school",
      withWords(["admin"], () => import("@/pages/AdminSchoolPage")),
    ),
    page(
      "/admin/campuses",
      withWords(["admin"], () => import("@/pages/AdminCampusesPage")),
    ),
    page(
      "/admin/departments",
      withWords(["admin"], () => import("@/pages/AdminDepartmentsPage")),
    ),
    page(
      "/admin/courses",
      withWords(["admin"], () => import("@/pages/AdminCoursesPage")),
    ),
    page(
      "/admin/lists",
      withWords(["admin"], () => import("@/pages/AdminListsPage")),
    ),
    page(
      "/admin/audit",
      withWords(["admin", "audit", "people"], () => import("@/pages/AdminAuditPage")),
    ),
    page(
      "/admin/pools",
      withWords(["admin"], () => import("@/pages/AdminPoolsPage")),
    ),
    page(
      "/profile",
      withWords(["people", "session"], () => import("@/pages/ProfilePage")),
    ),
  ]),
]);

// Plain names and values in the address, as the API spells them; the default would quote "7" as JSON.
const parseSearch = (text: string) => Object.fromEntries(new URLSearchParams(text));
function stringifySearch(search: Record<string, unknown>): string {
  const said = Object.entries(search).filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}

// Not registered with the router's global types: addresses come from lib/paths, as plain strings.
export const router = createRouter({
  routeTree: tree,
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: "intent",
  defaultNotFoundComponent: NotFoundPage,
  defaultErrorComponent: CrashPage,
});
