import { Anchor, Skeleton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { useUrlParam } from "@/lib/useUrlParam";
import { MoreRows } from "@/ui/DataTable/MoreRows";
import { ErrorState } from "@/ui/ErrorState";
import { later } from "@/ui/later";
import { Actions, type Asked } from "./Actions";
import { Parts } from "./Parts";
import classes from "./paying.module.css";
import { PaymentLine } from "./PaymentLine";
import { type Enrollment, usePaymentsOf } from "./queries";

const PayPanel = later(async () => (await import("./PayPanel")).PayPanel);
const OpenedPayment = later(async () => (await import("./OpenedPayment")).OpenedPayment);
const AskBackPanel = later(async () => (await import("./AskBackPanel")).AskBackPanel);
const CreditPanel = later(async () => (await import("./CreditPanel")).CreditPanel);

/** What is due of an enrollment, what was paid for it, and what can be done about both. */
export function Payments({ enrollment }: { enrollment: Enrollment }) {
  const [asked, setAsked] = useUrlParam("pay");
  const close = () => setAsked(undefined);
  const panel = { enrollment, onClose: close };
  return (
    <section aria-labelledby="payments" className={classes.payments}>
      <h2 id="payments" className={classes.title}>
        {t("payments.title")}
      </h2>
      <Anchor
        component={Link}
        to={paths.statement(enrollment.payer.id)}
        className={classes.link ?? ""}
      >
        {t("payments.statement")}
      </Anchor>
      <Actions enrollment={enrollment} onAsk={(what: Asked) => setAsked(what)} />
      <Parts enrollment={enrollment} />
      <Rows enrollment={enrollment} />
      {asked === "enter" && <PayPanel {...panel} />}
      {asked === "back" && <AskBackPanel {...panel} />}
      {asked === "credit" && <CreditPanel {...panel} />}
    </section>
  );
}

function Rows({ enrollment }: { enrollment: Enrollment }) {
  const [opened, setOpened] = useState<number | null>(null);
  const query = usePaymentsOf(enrollment.id);
  const { data, error, refetch } = query;
  if (!data && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={80} role="status" aria-label={t("ui.loading")} />;
  if (data.length === 0) return <p className={classes.quiet}>{t("payments.nothingYet")}</p>;
  return (
    <>
      <ul className={classes.list} aria-label={t("payments.title")}>
        {data.map((row) => (
          <li key={row.id}>
            <PaymentLine row={row} onOpen={() => setOpened(row.id)} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && <MoreRows query={query} shown={data.length} />}
      {opened !== null && (
        <OpenedPayment
          id={opened}
          rows={data}
          enrollment={enrollment}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}
