import { Appearance, ProfileFields } from "@/features/session/ProfileFields";
import classes from "@/features/session/Profile.module.css";
import { useMe } from "@/features/session/me";
import { SessionList } from "@/features/session/SessionList";
import { t } from "@/i18n";
import { later } from "@/ui/later";
import { PageHeader } from "@/ui/PageHeader";

const FeedList = later(async () => (await import("@/features/calendar/FeedList")).FeedList);
// The last thing on the page, and the one that needs all of a form: who looks does not wait for it.
const PasswordForm = later(
  async () => (await import("@/features/session/PasswordForm")).PasswordForm,
);

export default function ProfilePage() {
  const me = useMe();
  return (
    <>
      <PageHeader title={t("nav.profile")} />
      <div className={classes.page}>
        <div className={classes.column}>
          <ProfileFields />
          <Appearance />
          {me.capabilities.includes("follow_ups.view") && <FeedList />}
        </div>
        <div className={classes.column}>
          <SessionList />
          <PasswordForm />
        </div>
      </div>
    </>
  );
}
