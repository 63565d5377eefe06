import {
  ArrowRightLeft,
  CalendarClock,
  CircleDot,
  ClipboardList,
  type LucideIcon,
  MessageCircleQuestion,
  Merge,
  MessageSquare,
  Pencil,
  Phone,
  Plus,
  Split,
  Wallet,
} from "lucide-react";
import type { ReactNode } from "react";
import { StatusMark } from "@/features/customers/StatusMark";
import type { Customer } from "@/features/customers/types";
import { nameOf, planKindText } from "@/features/customers/words";
import { getLanguage, t } from "@/i18n";
import { clockTime, exact } from "@/lib/dates";
import { EditEntry } from "./EditEntry";
import { FollowUpEntry } from "./FollowUpEntry";
import { InquiryEntry } from "./InquiryEntry";
import classes from "./detail.module.css";
import type { Entry } from "./entries";
import type { Slots } from "./slots";
import { SpellEntry } from "./SpellEntry";
import { Line } from "./TimelineLine";
import { useReasonText } from "./useReasonText";

const ICONS: Record<Entry["kind"], LucideIcon> = {
  created: Plus,
  spell: ArrowRightLeft,
  follow_up: MessageSquare,
  plan: CalendarClock,
  edit: Pencil,
  status: CircleDot,
  consultation: MessageCircleQuestion,
  merge: Merge,
  unmerge: Split,
  enrollment: ClipboardList,
  payment: Wallet,
};

interface Props {
  entry: Entry;
  customer: Customer;
  slots: Slots;
}

/** Who did what, when; contacts stand out, the rest stays quiet. */
export function TimelineItem({ entry, customer, slots }: Props) {
  const call = entry.kind === "follow_up" && entry.data.method === "call";
  const Icon = call ? Phone : ICONS[entry.kind];
  return (
    <li className={classes.entry} data-kind={entry.kind}>
      <span className={classes.icon}>
        <Icon size={15} aria-hidden />
      </span>
      <div className={classes.entryBody}>
        {body(entry, customer, slots)}
        {entry.merged && (
          <p className={classes.hint}>
            {t("customers.timeline.ofMerged", { name: nameOf(entry.merged) })}
          </p>
        )}
      </div>
      <time className={classes.time} dateTime={entry.at} title={exact(entry.at, getLanguage())}>
        {clockTime(entry.at)}
      </time>
    </li>
  );
}

function body(entry: Entry, customer: Customer, slots: Slots): ReactNode {
  switch (entry.kind) {
    case "created":
      return entry.actor ? (
        <Line actor={entry.actor}>{t("customers.timeline.created")}</Line>
      ) : (
        t("customers.timeline.createdBySystem")
      );
    case "spell":
      return <SpellEntry actor={entry.actor} data={entry.data} />;
    case "follow_up":
      return <FollowUpEntry followUp={entry.data} slots={slots} />;
    case "plan":
      return <PlanEntry actor={entry.actor} plan={entry.data} />;
    case "edit":
      return <EditEntry actor={entry.actor} changes={entry.data.changes} customer={customer} />;
    case "consultation":
      return <InquiryEntry inquiry={entry.data} />;
    case "merge":
      return (
        <EditEntry actor={entry.actor} changes={entry.data.changes} customer={customer}>
          {t("customers.timeline.mergedWith", { name: nameOf(entry.data.customer) })}
        </EditEntry>
      );
    case "unmerge":
      return (
        <Line actor={entry.actor}>
          {t("customers.timeline.unmergedFrom", { name: nameOf(entry.data.customer) })}
        </Line>
      );
    case "enrollment":
    case "payment":
      return <Line actor={entry.actor}>{slots.schoolEvent(entry)}</Line>;
    case "status":
      return <StatusEntry actor={entry.actor} data={entry.data} />;
  }
}

type Of<Kind extends Entry["kind"]> = Extract<Entry, { kind: Kind }>;

function StatusEntry({ actor, data }: Pick<Of<"status">, "actor" | "data">) {
  const reason = useReasonText("lost_reason");
  return (
    <>
      <Line actor={actor}>
        {t("customers.timeline.status")} <StatusMark status={data.old} />
        <span aria-hidden>→</span> <StatusMark status={data.new} />
        {data.reason && ` · ${reason(data.reason)}`}
      </Line>
      {data.note && <p className={classes.note}>{data.note}</p>}
    </>
  );
}

function PlanEntry({ actor, plan }: { actor: Entry["actor"]; plan: Of<"plan">["data"] }) {
  const state = plan.state === "planned" ? "" : t(`customers.timeline.planState.${plan.state}`);
  return (
    <>
      <Line actor={actor}>
        {t("customers.timeline.planned")}: {planKindText(plan.kind)},{" "}
        {exact(plan.due_at, getLanguage())}
        {plan.campus && ` · ${plan.campus.name}`}
        {state && ` · ${state}`}
      </Line>
      {plan.note && <p className={classes.note}>{plan.note}</p>}
    </>
  );
}
