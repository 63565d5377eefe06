import { Skeleton } from "@mantine/core";
import { t, useLanguage } from "@/i18n";
import { exactDay } from "@/lib/dates";
import { useUrlParam } from "@/lib/useUrlParam";
import { ChoiceChips } from "@/ui/ChoiceChips";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { ListLink } from "@/ui/ListLink";
import { type Recycled, type Rule, useRecycled } from "./queries";
import classes from "./recycled.module.css";

const SPANS = ["7", "30", "90", "365"] as const;
type Span = (typeof SPANS)[number];
const FIRST: Span = "30";

interface Props {
  /** The address of the list of movements. */
  movements: string;
}

/** Whom the clock returned; every number leads to the movements behind it. */
export function RecycledReport({ movements }: Props) {
  const [asked, setAsked] = useUrlParam("days");
  const span = SPANS.find((each) => each === asked) ?? FIRST;
  const found = useRecycled(Number(span));
  return (
    <div className={classes.page}>
      <ChoiceChips
        label={t("recycled.days")}
        options={SPANS.map((value) => ({ value, label: t(`recycled.last.d${value}`) }))}
        value={span}
        onChange={(next) => setAsked(next === FIRST ? undefined : next || undefined)}
      />
      {found.data ? (
        found.data.length > 0 ? (
          <>
            <ByRule rows={found.data} movements={movements} />
            <ByDay rows={found.data} movements={movements} />
          </>
        ) : (
          <EmptyState title={t("recycled.none")} hint={t("recycled.noneHint")} />
        )
      ) : found.error ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <Skeleton height={320} />
      )}
    </div>
  );
}

interface TableProps {
  rows: readonly Recycled[];
  movements: string;
}

const RECYCLED = { reason: "recycled" };
const ONCE = { household_once: "1" };

function ByRule({ rows, movements }: TableProps) {
  const rules = [...new Set(rows.map(({ rule }) => rule))];
  // The days with somebody in them; rows come with the latest first.
  const since = rows.at(-1)?.day ?? "";
  const sum = (rule: Rule, of: "customers" | "households") =>
    rows.filter((row) => row.rule === rule).reduce((total, row) => total + row[of], 0);
  return (
    <table className={classes.table}>
      <caption>{t("recycled.byRule")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("recycled.rule")}</th>
          <th scope="col">{t("recycled.customers")}</th>
          <th scope="col">{t("recycled.households")}</th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule}>
            <th scope="row">{t(`customers.back.rule.${rule}`)}</th>
            <Numbers
              movements={movements}
              filters={{ ...RECYCLED, rule, since }}
              customers={sum(rule, "customers")}
              households={sum(rule, "households")}
            />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ByDay({ rows, movements }: TableProps) {
  const language = useLanguage();
  return (
    <table className={classes.table}>
      <caption>{t("recycled.byDay")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("recycled.day")}</th>
          <th scope="col" className={classes.words}>
            {t("recycled.pool")}
          </th>
          <th scope="col" className={classes.words}>
            {t("recycled.rule")}
          </th>
          <th scope="col">{t("recycled.customers")}</th>
          <th scope="col">{t("recycled.households")}</th>
          <th scope="col">{t("recycled.consultants")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ day, pool, rule, ...row }) => (
          <tr key={`${day} ${pool.id} ${rule}`}>
            <th scope="row">{exactDay(day, language)}</th>
            <td className={classes.words}>{pool.name}</td>
            <td className={classes.words}>{t(`customers.back.rule.${rule}`)}</td>
            <Numbers
              movements={movements}
              filters={{ ...RECYCLED, rule, pool: String(pool.id), since: day, until: day }}
              {...row}
            />
            <td>{row.consultants}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface NumbersProps {
  movements: string;
  filters: Record<string, string>;
  customers: number;
  households: number;
}

function Numbers({ movements, filters, customers, households }: NumbersProps) {
  return (
    <>
      <td>
        <ListLink
          to={movements}
          filters={filters}
          aria-label={t("recycled.open", { count: customers })}
        >
          {customers}
        </ListLink>
      </td>
      <td>
        <ListLink
          to={movements}
          filters={{ ...filters, ...ONCE }}
          aria-label={t("recycled.openHouseholds", { count: households })}
        >
          {households}
        </ListLink>
      </td>
    </>
  );
}
