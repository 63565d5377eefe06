import { Button, NumberInput, Table } from "@mantine/core";
import { t } from "@/i18n";
import { refusalText } from "@/ui/errorText";
import classes from "./handover.module.css";
import type { Division, Preview } from "./queries";

interface Props {
  preview: Preview;
  division: Division;
  onChange: (division: Division) => void;
}

/** Who gets how many, and what they hold then. A number that is typed ends the even division. */
export function SharesTable({ preview, division, onChange }: Props) {
  const people = division.split.filter((to) => to !== null);
  const got = (to: number) =>
    division.typed ? (division.typed[to] ?? 0) : (shareOf(preview, to)?.households ?? 0);
  const type = (to: number, households: number) => {
    const all = Object.fromEntries(people.map((each) => [each, got(each)]));
    onChange({ ...division, typed: { ...all, [to]: households } });
  };
  const toPools = division.typed
    ? preview.households - people.reduce((sum, to) => sum + got(to), 0)
    : preview.to_pools;
  return (
    <>
      <Table className={classes.table ?? ""} aria-label={t("handover.plan")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("handover.plan")}</Table.Th>
            <Table.Th className={classes.count ?? ""}>{t("handover.gets")}</Table.Th>
            <Table.Th className={classes.count ?? ""}>{t("handover.after")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((to) => (
            <ShareRow key={to} preview={preview} to={to} got={got(to)} onType={type} />
          ))}
          {toPools > 0 && (
            <Table.Tr>
              <Table.Td>{t("handover.pools")}</Table.Td>
              <Table.Td className={classes.count ?? ""}>{toPools}</Table.Td>
              <Table.Td />
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
      {division.typed && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => onChange({ ...division, typed: null })}
        >
          {t("handover.evenly")}
        </Button>
      )}
    </>
  );
}

interface RowProps {
  preview: Preview;
  to: number;
  got: number;
  onType: (to: number, households: number) => void;
}

function ShareRow({ preview, to, got, onType }: RowProps) {
  const share = shareOf(preview, to);
  const candidate = preview.candidates.find(({ employee }) => employee.id === to);
  const name = candidate?.employee.name ?? "";
  return (
    <Table.Tr>
      <Table.Td>
        {name}
        {share?.refusal && <span className={classes.refusal}>{refusalText(share.refusal)}</span>}
      </Table.Td>
      <Table.Td className={classes.count ?? ""}>
        <NumberInput
          aria-label={t("handover.getsWho", { name })}
          classNames={{ input: classes.typed }}
          inputMode="numeric"
          min={0}
          max={preview.households}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          value={got}
          onChange={(typed) => onType(to, Number(typed) || 0)}
        />
      </Table.Td>
      <Table.Td className={classes.count ?? ""}>{share?.held_after ?? candidate?.held}</Table.Td>
    </Table.Tr>
  );
}

const shareOf = ({ shares }: Preview, id: number) => shares.find(({ to }) => to?.id === id);
