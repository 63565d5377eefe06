import { Button } from "@mantine/core";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "@/i18n";
import { useIsPhone } from "@/lib/useIsPhone";
import { useListState } from "@/lib/useListState";
import { EmptyState } from "@/ui/EmptyState";
import { later } from "@/ui/later";
import classes from "./counter.module.css";
import { Finder } from "./Finder";
import { useDesk } from "./useDesk";

const Desk = later(async () => (await import("./Desk")).Desk);

const NAMES = ["due", "campus"] as const;
const ORDERINGS = ["due_date"] as const;

interface Props {
  /** The receipt that was issued, with the way to the next one. */
  receipt: (id: number, onNext: () => void) => ReactNode;
}

/** Whom one looks for at the side, who pays in the middle; on a phone one after the other. */
export function CounterDesk({ receipt }: Props) {
  const phone = useIsPhone();
  const list = useListState(NAMES, ORDERINGS);
  const { payer, enrollment, issued, pick, received, next } = useDesk();
  const busy = issued !== undefined || payer !== undefined;
  return (
    <div className={classes.counter}>
      {(!phone || !busy) && <Finder list={list} chosen={payer} free={!busy} onPick={pick} />}
      {(!phone || busy) && (
        <div className={classes.desk}>
          {phone && (
            <Button
              variant="subtle"
              size="compact-sm"
              className={classes.back ?? ""}
              leftSection={<ArrowLeft size={15} aria-hidden />}
              onClick={next}
            >
              {t("counter.back")}
            </Button>
          )}
          {issued !== undefined ? (
            receipt(issued, next)
          ) : payer === undefined ? (
            <EmptyState title={t("counter.choose")} hint={t("counter.chooseHint")} />
          ) : (
            <Desk
              key={`${payer}.${enrollment ?? ""}`}
              payer={payer}
              enrollment={enrollment}
              onReceived={({ id }) => received(id)}
            />
          )}
        </div>
      )}
    </div>
  );
}
