import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { EmptyState } from "@/ui/EmptyState";
import { PhoneLink } from "@/ui/PhoneLink";
import { type DotColor, StatusDot } from "@/ui/StatusDot";
import classes from "./calendar.module.css";
import type { Expected } from "./queries";

interface Props {
  visitors: readonly Expected[];
  /** What may be done with somebody who is expected. */
  actions: (visitor: Expected) => ReactNode;
}

const COLORS: Record<Expected["arrival"], DotColor> = {
  waiting: "blue",
  came: "green",
  did_not_come: "red",
};

/** Who comes to which campus, by the clock on its wall. */
export function ExpectedList({ visitors, actions }: Props) {
  if (visitors.length === 0) {
    return <EmptyState title={t("agenda.expected.none")} hint={t("agenda.expected.noneHint")} />;
  }
  return (
    <div className={classes.days}>
      {byCampus(visitors).map(({ id, name, zone, here }) => (
        <section key={id} aria-labelledby={`campus-${id}`}>
          <h2 id={`campus-${id}`} className={classes.day}>
            {name}
            <span className={classes.quiet}>
              {t("agenda.expected.count", {
                came: here.filter(({ arrival }) => arrival === "came").length,
                count: here.length,
              })}
              {zone !== ownZone() && ` · ${t("agenda.expected.zone", { zone })}`}
            </span>
          </h2>
          <ul className={classes.list}>
            {here.map((visitor) => (
              <Visitor key={visitor.id} visitor={visitor} actions={actions(visitor)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Visitor({ visitor, actions }: { visitor: Expected; actions: ReactNode }) {
  const { customer, kind, assignee, note, arrival, local_time: time } = visitor;
  const name = customer.name || t("followups.unnamed");
  return (
    <li className={classes.visitor}>
      <span className={classes.time}>{time}</span>
      <span className={classes.what}>
        <Anchor component={Link} to={paths.customer(customer.id)} c="inherit" fw={500}>
          {name}
        </Anchor>
        <span className={classes.quiet}>
          {t(`followups.kind.${kind}`)} · {t("agenda.expected.by", { name: assignee.name })}
          {note && ` · ${note}`}
        </span>
      </span>
      <StatusDot color={COLORS[arrival]}>{t(`agenda.expected.${arrival}`)}</StatusDot>
      <PhoneLink phone={customer.phone} masked={customer.contact_masked} />
      <span className={classes.actions}>{actions}</span>
    </li>
  );
}

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

interface Place {
  id: number;
  name: string;
  zone: string;
  here: Expected[];
}

function byCampus(visitors: readonly Expected[]): Place[] {
  const places = new Map<number, Place>();
  for (const visitor of visitors) {
    const { id, name } = visitor.campus ?? { id: 0, name: t("agenda.expected.elsewhere") };
    const place = places.get(id) ?? { id, name, zone: visitor.time_zone, here: [] };
    place.here.push(visitor);
    places.set(id, place);
  }
  return [...places.values()].sort((a, b) => a.name.localeCompare(b.name));
}
