import { Button, Group } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useConsultants } from "@/features/customers/choices";
import { EndingTable } from "@/features/enrollments/EndingTable";
import type { EndingRow } from "@/features/enrollments/queries";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { later } from "@/ui/later";
import { PageHeader } from "@/ui/PageHeader";

const ApplyPanel = later(
  async () => (await import("@/features/enrollments/ApplyPanel")).ApplyPanel,
);
const LogFollowUp = later(async () => (await import("@/features/followups")).LogFollowUp);

type Doing = { what: "log" | "enroll"; row: EndingRow } | null;

export default function EndingSoonPage() {
  const navigate = useNavigate();
  const leads = useMe().capabilities.includes("team.view");
  const people = useConsultants(leads).data ?? [];
  const [doing, setDoing] = useState<Doing>(null);
  const log = useCallback((row: EndingRow) => setDoing({ what: "log", row }), []);
  const actions = useCallback(
    (row: EndingRow) => <Actions row={row} onDo={(what) => setDoing({ what, row })} />,
    [],
  );
  const close = () => setDoing(null);
  return (
    <>
      <PageHeader title={t("nav.endingSoon")} note={t("enrollments.ending.lead")} />
      <EndingTable
        label={t("nav.endingSoon")}
        consultants={people.map(({ id, display_name: label }) => ({ value: String(id), label }))}
        onOpen={(row) => void navigate({ to: paths.customer(row.customer.id) })}
        onCall={log}
        actions={actions}
      />
      {doing?.what === "log" && (
        <LogFollowUp opened customer={contactOf(doing.row)} onClose={close} />
      )}
      {doing?.what === "enroll" && <ApplyPanel customer={doing.row.customer} onClose={close} />}
    </>
  );
}

const contactOf = ({ customer, payer, contact_masked }: EndingRow) => ({
  ...customer,
  phone: payer.phone,
  contact_masked,
});

function Actions({ row, onDo }: { row: EndingRow; onDo: (what: "log" | "enroll") => void }) {
  const name = row.customer.name || t("customers.unnamed");
  return (
    <Group gap={8} wrap="nowrap">
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t("followups.logFor", { name })}
        onClick={() => onDo("log")}
      >
        {t("followups.logShort")}
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t("enrollments.ending.enroll", { name })}
        onClick={() => onDo("enroll")}
      >
        {t("enrollments.enroll")}
      </Button>
    </Group>
  );
}
