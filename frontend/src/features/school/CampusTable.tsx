import { UnstyledButton } from "@mantine/core";
import { useMemo } from "react";
import { t } from "@/i18n";
import { useUrlParam } from "@/lib/useUrlParam";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { later } from "@/ui/later";
import { InUse } from "./InUse";
import { type Campus, useCampusList } from "./queries";
import classes from "./school.module.css";

const EntryPanel = later(async () => (await import("./EntryPanel")).EntryPanel);
const CampusForm = later(async () => (await import("./CampusForm")).CampusForm);

/** Campuses, in use or not; which one is open stands in the URL. */
export function CampusTable() {
  const campuses = useCampusList();
  const [open, setOpen] = useUrlParam("edit");
  const show = ({ id }: Campus) => setOpen(String(id));
  const columns = useMemo(() => columnsOf(), []);
  const close = () => setOpen(undefined);
  const edited = campuses.data?.find(({ id }) => String(id) === open);
  return (
    <>
      <DataTable
        label={t("admin.campus.title")}
        query={campuses}
        rowId={({ id }) => id}
        columns={columns}
        renderCard={(campus) => <CampusCard campus={campus} onOpen={() => show(campus)} />}
        onOpen={show}
        empty={<EmptyState title={t("admin.campus.none")} hint={t("admin.campus.noneHint")} />}
      />
      {(edited ?? open === "new") && (
        <EntryPanel title={edited?.name ?? t("admin.campus.add")} onClose={close}>
          <CampusForm campus={edited} onDone={close} onCancel={close} />
        </EntryPanel>
      )}
    </>
  );
}

function columnsOf(): Column<Campus>[] {
  return [
    {
      id: "name",
      header: t("admin.name"),
      width: "minmax(160px, 2fr)",
      cell: ({ name }) => <span className={classes.name}>{name}</span>,
    },
    {
      id: "address",
      header: t("admin.campus.address"),
      width: "minmax(140px, 2fr)",
      cell: ({ address }) => address || "–",
    },
    {
      id: "phone",
      header: t("admin.campus.phone"),
      width: "minmax(110px, 1fr)",
      cell: ({ phone }) => phone || "–",
    },
    {
      id: "zone",
      header: t("admin.campus.timeZone"),
      width: "minmax(130px, 1fr)",
      wideOnly: true,
      cell: ({ time_zone: zone }) => zone,
    },
    {
      id: "currency",
      header: t("admin.campus.currency"),
      width: "90px",
      cell: ({ currency }) => currency,
    },
    {
      id: "state",
      header: t("admin.state"),
      width: "120px",
      cell: (campus) => <InUse {...campus} />,
    },
  ];
}

function CampusCard({ campus, onOpen }: { campus: Campus; onOpen: () => void }) {
  return (
    <div className={classes.card}>
      <div className={classes.cardTop}>
        <UnstyledButton className={classes.cardName} onClick={onOpen}>
          {campus.name}
        </UnstyledButton>
        <InUse {...campus} />
      </div>
      <div className={classes.quiet}>
        {[campus.address, campus.phone].filter(Boolean).join(" · ") || "–"}
      </div>
    </div>
  );
}
