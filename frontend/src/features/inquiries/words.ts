import { say, t } from "@/i18n";
import type { DotColor } from "@/ui/StatusDot";
import { readable } from "@/ui/PhoneLink";
import type { Inquiry, Match } from "./queries";

export const nameOf = ({ name }: Pick<Inquiry, "name">) => name || t("inquiries.somebody");

/** The contacts as given, the first one first. */
export const contactsText = ({ phone, wechat, qq, email }: Inquiry) =>
  [phone && readable(phone), wechat, qq && `QQ ${qq}`, email].filter(Boolean).join(" · ");

/** What they want: in their words, else which courses. */
export const askedText = ({ question, courses }: Pick<Inquiry, "question" | "courses">) =>
  question || courses.map(({ name }) => name).join(", ");

export const howText = ({ channel, form }: Pick<Inquiry, "channel" | "form">) =>
  [t(`customers.channel.${channel}`), form?.name].filter(Boolean).join(" · ");

export const STATE_COLORS: Record<Inquiry["disposition"], DotColor> = {
  undisposed: "amber",
  attached: "green",
  created: "blue",
  rejected: "grey",
};

export function stateText(inquiry: Inquiry): string {
  const { disposition, customer, reason } = inquiry;
  if (disposition === "rejected")
    return t("inquiries.rejectedBecause", { reason: reasonText(reason) });
  const name = customer?.name || t("inquiries.somebody");
  if (disposition === "undisposed") return t("inquiries.state.undisposed");
  return t(`inquiries.state.${disposition}`, { name });
}

export const reasonText = (code: string) => say(`inquiries.reason.${code}`) ?? code;

/** Who is known by a contact, as far as the API tells. */
export function matchText(match: Match): string {
  const name = match.name || t("inquiries.somebody");
  switch (match.state) {
    case "mine":
      return t("inquiries.match.mine", { name });
    case "pool":
      return t("inquiries.match.pool", { name });
    case "held":
      return match.holder
        ? t("inquiries.match.held", { name, holder: match.holder.name })
        : t("inquiries.match.heldSomebody", { name });
    case "elsewhere":
      return t("inquiries.match.elsewhere");
  }
}
