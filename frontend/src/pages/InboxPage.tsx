import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { InboxList } from "@/features/inbox/InboxList";
import type { Item } from "@/features/inbox/queries";
import { sentence } from "@/features/inbox/words";
import { type Me, useMe } from "@/features/session/me";
import { loadWords, t } from "@/i18n";
import { paths } from "@/lib/paths";
import { later } from "@/ui/later";
import { PageHeader } from "@/ui/PageHeader";

// What is opened on demand is loaded then.
const DecideRegistration = lazy(() => import("./parts/DecideRegistration"));
const DecideApplication = lazy(async () => {
  await loadWords("enrollments");
  return import("./parts/DecideApplication");
});

const RefundsWaiting = later(
  async () => (await import("@/features/money/RefundsWaiting")).RefundsWaiting,
);

/** What waits for those who lead; registrations and applications are decided in place. */
export default function InboxPage() {
  const me = useMe();
  return (
    <>
      <PageHeader title={t("nav.inbox")} note={t("inbox.lead")} />
      {me.capabilities.includes("refunds.approve") && <RefundsWaiting />}
      <Waiting me={me} />
    </>
  );
}

interface Deciding {
  kind: Item["kind"];
  id: number;
  what: "approve" | "reject";
}

const IN_PLACE: readonly Item["kind"][] = ["registration", "application"];

function Waiting({ me }: { me: Me }) {
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  return (
    <>
      <InboxList
        customers={me.role === "admin" ? paths.all() : paths.team()}
        decide={(item) =>
          IN_PLACE.includes(item.kind) ? (
            <Decisions item={item} onDecide={(what) => setDeciding({ ...item, what })} />
          ) : null
        }
      />
      <Suspense>
        {deciding?.kind === "registration" && (
          <DecideRegistration
            id={deciding.id}
            what={deciding.what}
            approver={me}
            onClose={() => setDeciding(null)}
          />
        )}
        {deciding?.kind === "application" && (
          <DecideApplication
            id={deciding.id}
            what={deciding.what}
            onClose={() => setDeciding(null)}
          />
        )}
      </Suspense>
    </>
  );
}

interface DecisionsProps {
  item: Item;
  onDecide: (what: Deciding["what"]) => void;
}

function Decisions({ item, onDecide }: DecisionsProps) {
  const { subject } = item;
  return (
    <>
      {item.kind === "application" && (
        <Button
          component={Link}
          to={paths.enrollment(item.id)}
          variant="subtle"
          size="compact-sm"
          aria-label={t("inbox.openIt", { what: sentence(item) })}
        >
          {t("customers.act.open")}
        </Button>
      )}
      <Button
        variant="default"
        size="compact-sm"
        aria-label={t("inbox.approveName", subject)}
        onClick={() => onDecide("approve")}
      >
        {t("inbox.approve")}
      </Button>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-label={t("inbox.rejectName", subject)}
        onClick={() => onDecide("reject")}
      >
        {t("inbox.reject")}
      </Button>
    </>
  );
}
