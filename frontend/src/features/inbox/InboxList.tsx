import { Button, Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import {
  Copy,
  GraduationCap,
  type LucideIcon,
  MessageCircleQuestion,
  Scale,
  Timer,
  Undo2,
  UserPlus,
  X,
} from "lucide-react";
import { type ReactNode, useRef } from "react";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { CountChips } from "@/ui/CountChips";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { ListLink } from "@/ui/ListLink";
import { RelativeDate } from "@/ui/RelativeDate";
import classes from "./inbox.module.css";
import { type Inbox, type Item, type Kind, useInbox } from "./queries";
import { useInboxKeys } from "./useInboxKeys";
import { KINDS, kindText, listOf, placeOf, sentence } from "./words";

interface Props {
  /** The viewer's list of everybody's customers. */
  customers: string;
  /** What is decided in place; null where a page of its own does that. */
  decide: (item: Item) => ReactNode;
}

/** What waits for a decision, the oldest first; below, what is only told. */
export function InboxList({ customers, decide }: Props) {
  const { data: inbox, error, refetch } = useInbox();
  const [said, setKind] = useUrlParam("kind");
  const list = useRef<HTMLDivElement>(null);
  useInboxKeys(list);
  if (!inbox && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!inbox) return <InboxSkeleton />;
  if (inbox.items.length === 0)
    return <EmptyState title={t("inbox.empty")} hint={t("inbox.emptyHint")} />;
  const kind = KINDS.find((each) => each === said && inbox.counts[each] > 0);
  const shown = inbox.items.filter((item) => !kind || item.kind === kind);
  const part = (waits: boolean) => shown.filter((item) => item.waits === waits);
  return (
    <div ref={list} className={classes.inbox}>
      <Kinds inbox={inbox} chosen={kind} onChoose={setKind} />
      <Part title={t("inbox.waiting")} items={part(true)} decide={decide} />
      <Part title={t("inbox.told")} items={part(false)} decide={decide} />
      {KINDS.filter((each) => !kind || each === kind).map((each) => (
        <More key={each} kind={each} inbox={inbox} customers={customers} />
      ))}
    </div>
  );
}

interface KindsProps {
  inbox: Inbox;
  chosen: Kind | undefined;
  onChoose: (kind: string | undefined) => void;
}

function Kinds({ inbox, chosen, onChoose }: KindsProps) {
  const all = KINDS.reduce((sum, kind) => sum + inbox.counts[kind], 0);
  const chip = (kind: Kind) => ({
    value: kind,
    text: kindText(kind),
    count: inbox.counts[kind],
  });
  return (
    <CountChips<Kind | undefined>
      label={t("inbox.kinds")}
      chips={[
        { value: undefined, text: t("inbox.all"), count: all },
        ...KINDS.filter((kind) => inbox.counts[kind] > 0).map(chip),
      ]}
      chosen={chosen}
      onChoose={onChoose}
    />
  );
}

interface PartProps {
  title: string;
  items: readonly Item[];
  decide: (item: Item) => ReactNode;
}

function Part({ title, items, decide }: PartProps) {
  if (items.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      <ul className={classes.items}>
        {items.map((item) => (
          <InboxItem key={`${item.kind}-${item.id}`} item={item} actions={decide(item)} />
        ))}
      </ul>
    </section>
  );
}

const ICONS: Record<Kind, LucideIcon> = {
  registration: UserPlus,
  application: GraduationCap,
  own_application: GraduationCap,
  dispute: Scale,
  inquiry: MessageCircleQuestion,
  duplicate: Copy,
  returning: Timer,
  rejected: X,
  asked_again: Undo2,
};

function InboxItem({ item, actions }: { item: Item; actions: ReactNode }) {
  const Icon = ICONS[item.kind];
  const text = sentence(item);
  const { to, search } = placeOf(item);
  return (
    <li className={classes.item} aria-label={text}>
      <Icon size={16} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <p className={classes.sentence}>{text}</p>
        <p className={classes.since}>
          {kindText(item.kind)} · <RelativeDate at={item.since} />
        </p>
      </div>
      <div className={classes.actions}>
        {actions ?? (
          <Button
            component={Link}
            to={to}
            search={search as never}
            variant="default"
            size="compact-sm"
            aria-label={t("inbox.openIt", { what: text })}
          >
            {t("customers.act.open")}
          </Button>
        )}
      </div>
    </li>
  );
}

interface MoreProps {
  kind: Kind;
  inbox: Inbox;
  customers: string;
}

/** Of a kind that has more than the inbox shows, how many more, and where they stand. */
function More({ kind, inbox, customers }: MoreProps) {
  const more = inbox.counts[kind] - inbox.items.filter((item) => item.kind === kind).length;
  if (more <= 0) return null;
  const text = t("inbox.more", { count: more, kind: kindText(kind) });
  const list = listOf(kind, inbox, customers);
  return <p className={classes.more}>{list ? <ListLink {...list}>{text}</ListLink> : text}</p>;
}

function InboxSkeleton() {
  return (
    <div role="status" aria-label={t("ui.loading")} className={classes.inbox}>
      {[70, 45, 60, 50].map((width) => (
        <Skeleton key={width} height={14} width={`${width}%`} my={24} radius="xl" />
      ))}
    </div>
  );
}
