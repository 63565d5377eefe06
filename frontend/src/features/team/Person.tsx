import { getLanguage, t } from "@/i18n";
import { exactDay } from "@/lib/dates";
import { Avatar } from "@/ui/Avatar";
import type { Member } from "./queries";
import classes from "./team.module.css";

/** Who, where, and whether they work today. */
export function Person({ member, size }: { member: Member; size?: 28 }) {
  const { name } = member.employee;
  return (
    <span className={classes.person}>
      <Avatar name={name} {...(size ? { size } : {})} />
      <span className={classes.words}>
        <span className={classes.name}>{name}</span>
        <span className={classes.place} title={placeText(member)}>
          {awayText(member) ?? placeText(member)}
        </span>
      </span>
    </span>
  );
}

const placeText = ({ department, campus }: Member) =>
  [department?.name, campus?.name].filter(Boolean).join(" · ");

function awayText({ state, leave_until: until }: Member): string | null {
  if (state !== "active") return t(`team.state.${state}`);
  return until && t("team.onLeave", { date: exactDay(until, getLanguage()) });
}
