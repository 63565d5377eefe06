import { createRootRoute, createRoute, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { type Area, loadWords } from "@/i18n";
import { CrashPage } from "./CrashPage";
import { bringAdmin, requireSession, skipIfSignedIn } from "./guard";
import { Shell } from "./layout/Shell";

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

export const tree = root.addChildren([
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
      "/inquiries",
      withWords(["inquiries"], () => import("@/pages/InquiriesPage")),
    ),
    page(
      "/enrollments",
      withWords(["enrollments"], () => import("@/pages/EnrollmentsPage")),
    ),
    page(
      "/enrollments/$id",
      withWords(["enrollments", "money", "payments"], () => import("@/pages/EnrollmentPage")),
    ),
    page(
      "/customers/$id/statement",
      withWords(["payments"], () => import("@/pages/StatementPage")),
    ),
    page(
      "/counter",
      withWords(["counter", "payments"], () => import("@/pages/CounterPage")),
    ),
    page(
      "/receipts",
      withWords(["payments"], () => import("@/pages/ReceiptsPage")),
    ),
    page(
      "/payments",
      withWords(["money", "payments"], () => import("@/pages/PaymentsPage")),
    ),
    page(
      "/cash",
      withWords(["money", "payments"], () => import("@/pages/CashPage")),
    ),
    page(
      "/disputes/$id",
      withWords(["enrollments"], () => import("@/pages/DisputePage")),
    ),
    page(
      "/calendar",
      withWords(["agenda"], () => import("@/pages/CalendarPage")),
    ),
    page(
      "/expected",
      withWords(["agenda"], () => import("@/pages/ExpectedPage")),
    ),
    page(
      "/customers/$id/merge",
      withWords(["merging"], () => import("@/pages/MergePage")),
    ),
    page(
      "/duplicates",
      withWords(["merging"], () => import("@/pages/DuplicatesPage")),
    ),
    page(
      "/classes",
      withWords(["classes"], () => import("@/pages/ClassesPage")),
    ),
    page(
      "/classes/$id",
      withWords(["classes"], () => import("@/pages/ClassPage")),
    ),
    page(
      "/ending-soon",
      withWords(["enrollments", "team"], () => import("@/pages/EndingSoonPage")),
    ),
    page(
      "/timetable",
      withWords(["classes"], () => import("@/pages/TimetablePage")),
    ),
    page(
      "/imports",
      withWords(["imports"], () => import("@/pages/ImportsPage")),
    ),
    page(
      "/imports/$id",
      withWords(["imports"], () => import("@/pages/ImportPage")),
    ),
    page(
      "/inbox",
      withWords(["inbox", "money", "people"], () => import("@/pages/InboxPage")),
    ),
    page(
      "/team-overview",
      withWords(["team"], () => import("@/pages/TeamOverviewPage")),
    ),
    page(
      "/recycled",
      withWords(["recycled"], () => import("@/pages/RecycledPage")),
    ),
    page(
      "/movements",
      withWords(["team"], () => import("@/pages/MovementsPage")),
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
      "/reveals",
      withWords(["admin", "privacy"], () => import("@/pages/RevealsPage")),
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
      "/admin/teachers",
      withWords(["admin"], () => import("@/pages/AdminTeachersPage")),
    ),
    page(
      "/admin/rooms",
      withWords(["admin"], () => import("@/pages/AdminRoomsPage")),
    ),
    page(
      "/admin/lists",
      withWords(["admin"], () => import("@/pages/AdminListsPage")),
    ),
    page(
      "/admin/calendar",
      withWords(["admin", "workdays"], () => import("@/pages/AdminCalendarPage")),
    ),
    page(
      "/admin/forms",
      withWords(["admin", "intake"], () => import("@/pages/AdminFormsPage")),
    ),
    page(
      "/admin/selling",
      withWords(["admin", "selling"], () => import("@/pages/AdminSellingPage")),
    ),
    page(
      "/admin/audit",
      withWords(
        ["admin", "audit", "enrollments", "people"],
        () => import("@/pages/AdminAuditPage"),
      ),
    ),
    page(
      "/admin/pools",
      withWords(["admin"], () => import("@/pages/AdminPoolsPage")),
    ),
    page(
      "/notifications",
      withWords(["notifications"], () => import("@/pages/NotificationsPage")),
    ),
    page(
      "/profile",
      withWords(["agenda", "people", "session"], () => import("@/pages/ProfilePage")),
    ),
  ]),
]);
