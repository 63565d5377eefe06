import { ActionIcon, Button, NativeSelect, NumberInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { t } from "@/i18n";
import { type Share, sellersQuery, type SharePercent } from "./credit";
import classes from "./credit.module.css";

export const asShares = (shares: readonly SharePercent[]): Share[] =>
  shares.map(({ employee, percent }) => ({ employee: employee.id, percent }));

interface Props {
  value: readonly Share[];
  onChange: (shares: Share[]) => void;
  /** Those credited before, who may have left since. */
  before: readonly SharePercent[];
}

/** Who is credited with how much, a line each; the sum stands below. */
export function ShareFields({ value, onChange, before }: Props) {
  const sellers = useQuery(sellersQuery).data ?? [];
  const known = new Map(before.map(({ employee }) => [employee.id, employee.name]));
  sellers.forEach(({ id, display_name: name }) => known.set(id, name));
  const data = [...known].map(([id, name]) => ({ value: String(id), label: name }));
  const put = (place: number, change: Partial<Share>) =>
    onChange(value.map((share, at) => (at === place ? { ...share, ...change } : share)));
  const free = data.find(({ value: id }) => !value.some(({ employee }) => String(employee) === id));
  const sum = value.reduce((all, { percent }) => all + percent, 0);
  return (
    <fieldset className={classes.shares}>
      <legend>{t("enrollments.credit")}</legend>
      {value.map((share, place) => (
        <div key={place} className={classes.share}>
          <NativeSelect
            aria-label={t("enrollments.sale.who")}
            className={classes.who}
            data={data}
            value={String(share.employee)}
            onChange={(event) => put(place, { employee: Number(event.currentTarget.value) })}
          />
          <NumberInput
            aria-label={t("enrollments.sale.percent")}
            className={classes.percent}
            min={1}
            max={100}
            suffix=" %"
            allowDecimal={false}
            value={share.percent}
            onChange={(percent) => put(place, { percent: Number(percent) || 0 })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("enrollments.sale.without", {
              name: known.get(share.employee) ?? "–",
            })}
            onClick={() => onChange(value.filter((_, at) => at !== place))}
          >
            <X size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div className={classes.share}>
        <Button
          variant="default"
          size="compact-sm"
          disabled={!free}
          onClick={() =>
            free &&
            onChange([...value, { employee: Number(free.value), percent: Math.max(100 - sum, 1) }])
          }
        >
          {t("enrollments.sale.add")}
        </Button>
        <output className={classes.sum}>{t("enrollments.sale.sum", { sum })}</output>
      </div>
    </fieldset>
  );
}
