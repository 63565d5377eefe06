import { t } from "@/i18n";
import { NavCount } from "@/ui/NavCount";
import { useInbox } from "./queries";

/** How many items wait, beside the menu's entry; nothing while nobody waits. */
export default function InboxBadge() {
  const count = useInbox().data?.open ?? 0;
  return <NavCount count={count} label={t("nav.inboxOpen", { count })} />;
}
