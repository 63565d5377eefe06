import { getLanguage, say, t } from "@/i18n";
import { relative } from "@/lib/dates";
import { paths } from "@/lib/paths";
import type { Inbox, Item, Kind } from "./queries";

/** In the order of the chips. */
export const KINDS: readonly Kind[] = [
  "registration",
  "application",
  "dispute",
  "inquiry",
  "duplicate",
  "returning",
  "rejected",
  "asked_again",
  "own_application",
];

export const kindText = (kind: Kind) => t(`inbox.kind.${kind}`);
const nameOf = (named: Item["other"]) => named?.name || t("customers.unnamed");

/** What it is about, in one sentence. */
export function sentence(item: Item): string {
  const name = nameOf(item.subject);
  switch (item.kind) {
    case "registration":
      return item.detail
        ? t("inbox.joins", { name, department: item.detail })
        : t("inbox.joinsNowhere", { name });
    case "application":
      return t(item.detail ? "inbox.enrollsFor" : "inbox.enrolls", sale(item));
    case "own_application":
      return t("inbox.ownSale", sale(item));
    case "dispute":
      return t("inbox.disputed", sale(item));
    case "inquiry":
      return t("inbox.asked", { name, channel: channelText(item.detail) });
    case "duplicate":
      return t("inbox.alike", { name, other: nameOf(item.other) });
    case "returning":
      return t("inbox.goesBack", {
        name,
        when: item.due_at ? relative(item.due_at, getLanguage()) : "",
        owner: nameOf(item.owner),
      });
    case "rejected":
      return t("inbox.turnedAway", { name, reason: reasonText(item.detail) });
    case "asked_again":
      return t("inbox.askedAgain", { name: nameOf(item.other) });
  }
}

const sale = (item: Item) => ({
  name: nameOf(item.subject),
  class: nameOf(item.other),
  seller: item.owner?.name ?? "–",
  percent: item.detail,
});
const channelText = (code: string) => say(`customers.channel.${code}`) ?? code;
const reasonText = (code: string) => say(`inbox.reason.${code}`) ?? code;

/** Where it is decided. */
export function placeOf(item: Item): { to: string; search: Record<string, string> } {
  switch (item.kind) {
    case "registration":
      return { to: paths.approvals(), search: {} };
    case "application":
    case "own_application":
      return { to: paths.enrollment(item.id), search: {} };
    case "dispute":
      return { to: paths.dispute(item.id), search: {} };
    case "inquiry":
    case "rejected":
      return { to: paths.inquiries(), search: { ...TAB[item.kind], inquiry: String(item.id) } };
    case "duplicate":
      return { to: paths.duplicates(), search: {} };
    case "returning":
      return { to: paths.customer(item.subject.id), search: {} };
    case "asked_again":
      return { to: paths.customer(item.other?.id ?? 0), search: {} };
  }
}

const TAB = { inquiry: {}, rejected: { tab: "rejected" } };

/** All of a kind, of which the inbox shows the oldest; null where no list shows just them. */
export function listOf(
  kind: Kind,
  inbox: Inbox,
  customers: string,
): { to: string; filters: Record<string, string> } | null {
  switch (kind) {
    case "registration":
      return { to: paths.approvals(), filters: {} };
    case "application":
    case "own_application":
      return { to: paths.enrollments(), filters: { state: "submitted", ordering: "submitted_at" } };
    case "inquiry":
    case "rejected":
      return { to: paths.inquiries(), filters: TAB[kind] };
    case "returning":
      return { to: customers, filters: { due_to: inbox.returning_before, unplanned: "1" } };
    case "duplicate":
      return { to: paths.duplicates(), filters: {} };
    case "asked_again":
    case "dispute":
      return null;
  }
}
