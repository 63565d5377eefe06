import { Button } from "@mantine/core";
import { t } from "@/i18n";
import { notify, notifyError } from "@/ui/notify";
import { useAddHolidays, useHolidayYears } from "./queries";
import classes from "./workdays.module.css";

/** China's public holidays of the year one looks at, where they are known; what is not known is said. */
export function Holidays({ year }: { year: number }) {
  const known = useHolidayYears().data?.find((each) => each.year === year);
  const add = useAddHolidays();
  if (!known) return null;
  const addThem = () =>
    add.mutate(year, {
      onSuccess: ({ added, left_out: leftOut }) => notify(addedText(added, leftOut)),
      onError: notifyError,
    });
  return (
    <div className={classes.holidays}>
      <Button variant="default" loading={add.isPending} onClick={addThem}>
        {t("workdays.holidays.add", { year })}
      </Button>
      {!known.is_announced && (
        <p className={classes.quiet}>{t("workdays.holidays.fixedOnly", { year })}</p>
      )}
    </div>
  );
}

function addedText(added: number, leftOut: number): string {
  if (added === 0) return t("workdays.holidays.nothing");
  const left = leftOut ? [t("workdays.holidays.leftOut", { count: leftOut })] : [];
  return [t("workdays.holidays.added", { count: added }), ...left].join(" ");
}
