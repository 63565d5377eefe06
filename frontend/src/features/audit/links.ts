import { paths } from "@/lib/paths";
import type { AuditEvent } from "./queries";

interface Place {
  to: string;
  search?: Record<string, string>;
}

/** Where the subject of an event can be looked at; null where there is no such page. */
export function placeOf({ subject, customer, data }: AuditEvent): Place | null {
  const edit = { edit: String(subject.id) };
  switch (subject.type) {
    case "customer":
    case "followup":
    case "followupplan":
      return customer === null ? null : { to: paths.customer(customer) };
    case "employee":
      return { to: paths.people(), search: { person: String(subject.id) } };
    case "invitation":
      return { to: paths.people(), search: { tab: "invitations" } };
    case "import":
      return { to: paths.import(subject.id) };
    case "pool":
      return { to: paths.adminOf("pools"), search: edit };
    case "campus":
      return { to: paths.adminOf("campuses"), search: edit };
    case "course":
      return { to: paths.adminOf("courses"), search: edit };
    case "department":
      return { to: paths.adminOf("departments"), search: edit };
    case "listentry":
      return {
        to: paths.adminOf("lists"),
        ...(typeof data.list === "string" ? { search: { tab: data.list } } : {}),
      };
    case "calendarentry":
      return { to: paths.adminOf("calendar") };
    case "school":
      return { to: paths.adminOf("school") };
    default:
      return null;
  }
}
