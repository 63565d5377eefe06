import { PasswordForm } from "@/features/session/PasswordForm";
import { Appearance, ProfileFields } from "@/features/session/ProfileFields";
import classes from "@/features/session/Profile.module.css";
import { SessionList } from "@/features/session/SessionList";
import { t } from "@/i18n";
import { PageHeader } from "@/ui/PageHeader";

export default function ProfilePage() {
  return (
    <>
      <PageHeader title={t("nav.profile")} />
      <div className={classes.page}>
        <div className={classes.column}>
          <ProfileFields />
          <Appearance />
        </div>
        <div className={classes.column}>
          <SessionList />
          <PasswordForm />
        </div>
      </div>
    </>
  );
}
