import { Switch } from "@mantine/core";
import { t, useLanguage } from "@/i18n";
import { isSome } from "@/lib/amounts";
import { addDays, dayText, exactDay } from "@/lib/dates";
import { paths } from "@/lib/paths";
import { amountText } from "@/ui/amountText";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { ListLink } from "@/ui/ListLink";
import { NumberTable } from "@/ui/NumberTable";
import { StatusDot } from "@/ui/StatusDot";
import classes from "./cash.module.css";
import { type CashDay, useCashDays } from "./cashQueries";

interface Props {
  /** Only those that nobody has signed; these are looked for farther back. */
  unsigned: boolean;
  onUnsigned: (unsigned: boolean) => void;
}

/** As many days as the API looks back for what finance sees of today. */
const REMEMBERED = 92;

/** The days on which money changed hands, the latest first. */
export function CashDays({ unsigned, onUnsigned }: Props) {
  const query = unsigned
    ? { is_signed: false, since: dayText(addDays(new Date(), -REMEMBERED)) }
    : {};
  const { data: days, error, refetch } = useCashDays(query);
  return (
    <section aria-labelledby="cash-days" className={classes.history}>
      <div className={classes.heading}>
        <h2 id="cash-days" className={classes.title}>
          {t("money.cash.days")}
        </h2>
        <Switch
          label={t("money.cash.unsignedOnly")}
          checked={unsigned}
          onChange={(event) => onUnsigned(event.currentTarget.checked)}
        />
      </div>
      {!days && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {days?.length === 0 && (
        <EmptyState
          title={t(unsigned ? "money.cash.allSigned" : "money.cash.noDays")}
          hint={t("money.cash.daysHint")}
        />
      )}
      {days && days.length > 0 && <Table days={days} />}
    </section>
  );
}

function Table({ days }: { days: readonly CashDay[] }) {
  const language = useLanguage();
  return (
    <NumberTable className={classes.lines}>
      <thead>
        <tr>
          <th scope="col">{t("money.cash.day")}</th>
          <th scope="col" className={classes.words}>
            {t("money.campus")}
          </th>
          <th scope="col">{t("money.cash.rows")}</th>
          <th scope="col">{t("money.cash.total")}</th>
          <th scope="col">{t("money.cash.difference")}</th>
          <th scope="col" className={classes.words}>
            {t("money.cash.signature")}
          </th>
        </tr>
      </thead>
      <tbody>
        {days.map((each) => (
          <tr key={`${each.campus?.id} ${each.day}`}>
            <th scope="row">
              <ListLink
                to={paths.cash()}
                filters={{ campus: String(each.campus?.id ?? ""), day: each.day }}
              >
                {exactDay(each.day, language)}
              </ListLink>
            </th>
            <td data-label={t("money.campus")} className={classes.words}>
              {each.campus?.name}
            </td>
            <td data-label={t("money.cash.rows")}>{each.payments}</td>
            <td data-label={t("money.cash.total")}>{amountText(each.total, each.currency)}</td>
            <td
              data-label={t("money.cash.difference")}
              data-bad={isSome((each.difference ?? "0").replace("-", ""))}
            >
              {each.difference === null ? "–" : amountText(each.difference, each.currency)}
            </td>
            <td data-label={t("money.cash.signature")} className={classes.words}>
              <StatusDot color={each.signed_by ? "green" : "amber"}>
                {each.signed_by?.name ?? t("money.cash.unsigned")}
              </StatusDot>
            </td>
          </tr>
        ))}
      </tbody>
    </NumberTable>
  );
}
