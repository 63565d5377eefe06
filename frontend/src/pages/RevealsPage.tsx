import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import { RevealTable, useRevealList } from "@/features/reveals/RevealTable";
import { useMe } from "@/features/session/me";
import { t } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { PageHeader } from "@/ui/PageHeader";
import { Back } from "./parts/AdminPart";

// A table of its own, and heavy: the ledger below is what a page must not wait for.
const RevealNumbers = lazy(async () => ({
  default: (await import("@/features/reveals/RevealNumbers")).RevealNumbers,
}));

/** The ledger of shown contacts: an administrator's, or a manager's own. */
export default function RevealsPage() {
  const { role, capabilities } = useMe();
  const list = useRevealList();
  const everybody = role === "admin";
  if (!capabilities.includes("customers.reveal")) {
    return (
      <>
        <PageHeader title={t("privacy.ledger.title")} />
        <EmptyState title={t("errors.role_may_not")} />
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={t("privacy.ledger.title")}
        note={everybody ? t("privacy.ledger.lead") : t("privacy.ledger.mine")}
        actions={everybody && <Back />}
      />
      <Suspense fallback={<Skeleton height={96} />}>
        <RevealNumbers
          everybody={everybody}
          onPerson={(id) => list.set({ employee: String(id) })}
        />
      </Suspense>
      <RevealTable everybody={everybody} list={list} />
    </>
  );
}
