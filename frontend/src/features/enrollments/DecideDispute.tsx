import { Button, SegmentedControl, Textarea } from "@mantine/core";
import { useState } from "react";
import { t } from "@/i18n";
import { errorText } from "@/ui/errorText";
import { notify } from "@/ui/notify";
import { type Dispute, type Share, useDecideDispute } from "./credit";
import credit from "./credit.module.css";
import { asShares, ShareFields } from "./ShareFields";

/** Half and half, to begin with, unless nobody else is credited. */
function shared({ shares, raised_by: raiser }: Dispute): Share[] {
  const others = asShares(shares).filter(({ employee }) => employee !== raiser.id);
  const [first] = others;
  if (!first) return [{ employee: raiser.id, percent: 100 }];
  if (others.length > 1 || shares.length > 1) return asShares(shares);
  return [
    { employee: first.employee, percent: 50 },
    { employee: raiser.id, percent: 50 },
  ];
}

/** They are right, and then who is credited; or they are not. Always with words. */
export function DecideDispute({ dispute }: { dispute: Dispute }) {
  const decide = useDecideDispute(dispute.id);
  const [uphold, setUphold] = useState(true);
  const [shares, setShares] = useState(() => shared(dispute));
  const [note, setNote] = useState("");
  const { name, id } = dispute.raised_by;
  return (
    <form
      className={credit.decision}
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate(
          { uphold, note, ...(uphold ? { shares } : {}) },
          { onSuccess: () => notify(t("enrollments.sale.decided")) },
        );
      }}
    >
      <SegmentedControl
        aria-label={t("enrollments.sale.decision")}
        value={uphold ? "uphold" : "dismiss"}
        onChange={(value) => setUphold(value === "uphold")}
        data={[
          { value: "uphold", label: t("enrollments.sale.uphold") },
          { value: "dismiss", label: t("enrollments.sale.dismiss") },
        ]}
      />
      {uphold && (
        <ShareFields
          value={shares}
          onChange={setShares}
          before={[...dispute.shares, { employee: { id, name }, percent: 0 }]}
        />
      )}
      <Textarea
        label={t("enrollments.sale.why")}
        required
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {decide.error && <p role="alert">{errorText(decide.error)}</p>}
      <Button type="submit" loading={decide.isPending}>
        {t("enrollments.sale.decide")}
      </Button>
    </form>
  );
}
