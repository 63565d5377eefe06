import { t } from "@/i18n";
import { Avatar } from "@/ui/Avatar";
import { EmptyState } from "@/ui/EmptyState";
import { ListLink } from "@/ui/ListLink";
import type { TeamMember } from "./queries";
import { neverContactedFilter, overdueFilter } from "./sections";
import classes from "./Today.module.css";

interface Props {
  team: TeamMember[];
  /** The list of everybody's customers that the viewer has: the department's or all. */
  list: string;
}

/** Who sits on what; every number opens the rows behind it. */
export function TeamTable({ team, list }: Props) {
  if (team.length === 0)
    return <EmptyState title={t("today.teamEmpty")} hint={t("today.teamEmptyHint")} />;
  return (
    <section className={classes.section} aria-label={t("today.team")}>
      <h2 className={classes.title}>{t("today.team")}</h2>
      <div className={classes.scroll}>
        <table className={classes.team}>
          <thead>
            <tr>
              <th scope="col">{t("today.person")}</th>
              <th scope="col">{t("today.held")}</th>
              <th scope="col">{t("today.overdue")}</th>
              <th scope="col">{t("today.neverContacted")}</th>
              <th scope="col">{t("today.claimsToday")}</th>
            </tr>
          </thead>
          <tbody>
            {team.map((member) => (
              <Member key={member.employee.id} member={member} list={list} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Member({ member, list }: { member: TeamMember; list: string }) {
  const { id, name } = member.employee;
  const owner = String(id);
  const number = (count: number, what: string, search: Record<string, string>, bad = false) => (
    <td data-bad={bad && count > 0}>
      <ListLink
        to={list}
        filters={{ owner, ...search }}
        data-zero={count === 0}
        aria-label={t("today.rowsOf", { name, what, count })}
      >
        {count}
      </ListLink>
    </td>
  );
  return (
    <tr>
      <th scope="row">
        <span className={classes.person}>
          <Avatar name={name} /> {name}
        </span>
      </th>
      {number(member.held, t("today.held"), {})}
      {number(member.overdue, t("today.overdue"), overdueFilter(), true)}
      {number(member.never_contacted, t("today.neverContacted"), neverContactedFilter(), true)}
      {number(member.claims_today, t("today.claimsToday"), {})}
    </tr>
  );
}
