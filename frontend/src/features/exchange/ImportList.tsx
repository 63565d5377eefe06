import { Anchor } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { RelativeDate } from "@/ui/RelativeDate";
import { StatusDot } from "@/ui/StatusDot";
import classes from "./imports.module.css";
import { type ImportSummary, isBusy, useImports } from "./queries";
import { number, STATE_COLORS, stateText } from "./words";

export function ImportList() {
  const imports = useImports();
  const navigate = useNavigate();
  return (
    <DataTable
      label={t("nav.imports")}
      query={imports}
      rowId={({ id }) => id}
      columns={columns()}
      renderCard={(batch) => <ImportCard batch={batch} />}
      onOpen={({ id }) => void navigate({ to: paths.import(id) })}
      empty={<EmptyState title={t("imports.none")} hint={t("imports.noneHint")} />}
    />
  );
}

function columns(): Column<ImportSummary>[] {
  return [
    {
      id: "file",
      header: t("imports.file"),
      width: "minmax(180px, 2fr)",
      cell: (batch) => <FileLink batch={batch} />,
    },
    {
      id: "state",
      header: t("imports.stateHeader"),
      width: "170px",
      cell: (batch) => <State batch={batch} />,
    },
    {
      id: "new",
      header: t("imports.verdict.new"),
      width: "90px",
      align: "end",
      cell: ({ counts }) => (counts ? number(counts.new) : "–"),
    },
    {
      id: "others",
      header: t("imports.notNew"),
      width: "120px",
      align: "end",
      cell: ({ counts }) =>
        counts ? number(counts.duplicate + counts.invalid + counts.blank) : "–",
    },
    {
      id: "pool",
      header: t("nav.pool"),
      width: "minmax(120px, 1fr)",
      cell: ({ pool }) => pool.name,
    },
    {
      id: "by",
      header: t("imports.by"),
      width: "minmax(100px, 1fr)",
      wideOnly: true,
      cell: ({ created_by }) => created_by.name,
    },
    {
      id: "at",
      header: t("imports.when"),
      width: "140px",
      cell: ({ created_at }) => <RelativeDate at={created_at} />,
    },
  ];
}

function FileLink({ batch }: { batch: ImportSummary }) {
  return (
    <Anchor component={Link} to={paths.import(batch.id)} className={classes.file ?? ""}>
      {batch.filename}
    </Anchor>
  );
}

function State({ batch }: { batch: ImportSummary }) {
  const { done, total } = batch.progress;
  const share = isBusy(batch) && total > 0 ? ` ${Math.floor((100 * done) / total)}%` : "";
  return <StatusDot color={STATE_COLORS[batch.state]}>{stateText(batch) + share}</StatusDot>;
}

function ImportCard({ batch }: { batch: ImportSummary }) {
  const { counts } = batch;
  return (
    <div className={classes.card}>
      <div className={classes.cardTop}>
        <FileLink batch={batch} />
        <State batch={batch} />
      </div>
      <div className={classes.quiet}>
        {batch.pool.name}
        {counts && ` · ${t("imports.newCount", { count: counts.new })}`} · {batch.created_by.name} ·{" "}
        <RelativeDate at={batch.created_at} />
      </div>
    </div>
  );
}
