import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import { type HandOver, useProgress } from "./queries";

/** How far it is, and where to see what became of each. */
export function Outcome({ id, begun }: { id: number; begun: HandOver }) {
  const { moved, left, finished_at: finished } = useProgress(id, begun);
  return (
    <div role="status">
      {finished ? (
        <p>{t("handover.done", { moved })}</p>
      ) : (
        <>
          <p>{t("handover.moving", { moved, left })}</p>
          <p>{t("handover.goesOn")}</p>
        </>
      )}
      <Anchor component={Link} to={paths.movements()}>
        {t("handover.movements")}
      </Anchor>
    </div>
  );
}
