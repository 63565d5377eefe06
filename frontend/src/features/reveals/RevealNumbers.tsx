import { Skeleton, Table, UnstyledButton } from "@mantine/core";
import { t } from "@/i18n";
import { ErrorState } from "@/ui/ErrorState";
import { type RevealNumbers as Numbers, useRevealNumbers } from "./queries";
import classes from "./reveals.module.css";

interface Props {
  /** An administrator reads about everybody; others have a budget. */
  everybody: boolean;
  onPerson: (id: number) => void;
}

/** How often each person was shown contacts, and what is left of one's own day. */
export function RevealNumbers({ everybody, onPerson }: Props) {
  const numbers = useRevealNumbers();
  if (numbers.error && !numbers.data) {
    return <ErrorState error={numbers.error} onRetry={() => void numbers.refetch()} />;
  }
  if (!numbers.data) return <Skeleton height={96} className={classes.numbers ?? ""} />;
  const { left, people } = numbers.data;
  return (
    <section className={classes.numbers} aria-label={t("privacy.ledger.people")}>
      {left !== null && (
        <p className={classes.left} data-spent={left === 0}>
          {left === 0 ? t("privacy.ledger.spent") : t("privacy.ledger.left", { count: left })}
        </p>
      )}
      {everybody && people.length > 0 && <ByPerson people={people} onPerson={onPerson} />}
    </section>
  );
}

function ByPerson({ people, onPerson }: { people: Numbers["people"] } & Pick<Props, "onPerson">) {
  return (
    <Table className={classes.table ?? ""}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("privacy.ledger.person")}</Table.Th>
          <Table.Th className={classes.count ?? ""}>{t("privacy.ledger.today")}</Table.Th>
          <Table.Th className={classes.count ?? ""}>{t("privacy.ledger.week")}</Table.Th>
          <Table.Th className={classes.count ?? ""}>{t("privacy.ledger.month")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map(({ employee, today, week, month }) => (
          <Table.Tr key={employee.id}>
            <Table.Td>{employee.name}</Table.Td>
            <Table.Td className={classes.count ?? ""}>{today}</Table.Td>
            <Table.Td className={classes.count ?? ""}>{week}</Table.Td>
            <Table.Td className={classes.count ?? ""}>
              <UnstyledButton
                className={classes.rows ?? ""}
                aria-label={t("privacy.ledger.rowsOf", { name: employee.name, count: month })}
                onClick={() => onPerson(employee.id)}
              >
                {month}
              </UnstyledButton>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
