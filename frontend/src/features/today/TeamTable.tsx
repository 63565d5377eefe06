import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { Avatar } from "@/ui/Avatar";
import { EmptyState } from "@/ui/EmptyState";
import { type Figure, rowsOfFigure } from "@/lib/teamRows";
import { ListLink } from "@/ui/ListLink";
import { NumberTable } from "@/ui/NumberTable";
import type { TeamMember } from "./queries";
import classes from "./Today.module.css";

interface Props {
  team: TeamMember[];
  /** The list of everybody's customers that the viewer has: the department's or all. */
  list: string;
}

/** Of a large team those who are most behind: the rest is on a page of its own. */
const SHOWN = 8;
const behind = (one: TeamMember) => one.overdue + one.never_contacted;

/** Who sits on what; every number opens the rows behind it. */
export function TeamTable({ team, list }: Props) {
  if (team.length === 0)
    return <EmptyState title={t("today.teamEmpty")} hint={t("today.teamEmptyHint")} />;
  const shown = [...team].sort((a, b) => behind(b) - behind(a)).slice(0, SHOWN);
  return (
    <section className={classes.section} aria-label={t("today.team")}>
      <h2 className={classes.title}>{t("today.team")}</h2>
      <div className={classes.scroll}>
        <NumberTable className={classes.team}>
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
            {shown.map((member) => (
              <Member key={member.employee.id} member={member} list={list} />
            ))}
          </tbody>
        </NumberTable>
      </div>
      <Anchor component={Link} to={paths.teamOverview()} className={classes.all ?? ""}>
        {t("today.wholeTeam", { count: team.length })}
      </Anchor>
    </section>
  );
}

type Shown = Exclude<Figure, "households" | "returning">;

function Member({ member, list }: { member: TeamMember; list: string }) {
  const { name } = member.employee;
  const number = (figure: Shown, what: string, bad = false) => {
    const count = member[figure];
    return (
      <td data-bad={bad && count > 0}>
        <ListLink
          {...rowsOfFigure(figure, member, list)}
          data-zero={count === 0}
          aria-label={t("today.rowsOf", { name, what, count })}
        >
          {count}
        </ListLink>
      </td>
    );
  };
  return (
    <tr>
      <th scope="row">
        <span className={classes.person}>
          <Avatar name={name} /> {name}
        </span>
      </th>
      {number("held", t("today.held"))}
      {number("overdue", t("today.overdue"), true)}
      {number("never_contacted", t("today.neverContacted"), true)}
      {number("claims_today", t("today.claimsToday"))}
    </tr>
  );
}
