import { Button } from "@mantine/core";
import { getLanguage, t } from "@/i18n";
import { exactDay } from "@/lib/dates";
import { Field } from "@/ui/Field";
import { notify, notifyError } from "@/ui/notify";
import classes from "./merging.module.css";
import { type Person, useUnmerge } from "./queries";
import { nameOf } from "./words";

/** Who was merged into a customer, and the way back. */
export function Merges({ customer }: { customer: Person }) {
  const unmerge = useUnmerge();
  // Whose role never merges is not told so on every page.
  const may = customer.refusals.merge === null;
  // Not by the callbacks of `mutate`: when it is undone this part of the page is gone.
  const undo = (merge: number) =>
    void unmerge
      .mutateAsync({ kept: customer.id, merge })
      .then(() => notify(t("merging.undone")), notifyError);
  return (
    <Field label={t("merging.merged")}>
      <ul className={classes.merges}>
        {customer.merges.map(({ id, merged, by, undoable_until: until }) => (
          <li key={id}>
            {t("merging.mergedOn", { name: nameOf(merged), by: by.name })}{" "}
            {may && new Date(until) > new Date() && (
              <>
                <span className={classes.quiet}>
                  {t("merging.undoableUntil", { date: exactDay(until, getLanguage()) })}
                </span>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  loading={unmerge.isPending && unmerge.variables.merge === id}
                  aria-label={t("merging.undoName", { name: nameOf(merged) })}
                  onClick={() => undo(id)}
                >
                  {t("merging.undo")}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </Field>
  );
}
