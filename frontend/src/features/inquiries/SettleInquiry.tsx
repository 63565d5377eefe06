import { NativeSelect, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { t } from "@/i18n";
import { errorText, refusalText } from "@/ui/errorText";
import { notify } from "@/ui/notify";
import { readable } from "@/ui/PhoneLink";
import { RefusableButton } from "@/ui/RefusableButton";
import classes from "./inquiries.module.css";
import { Matches } from "./Matches";
import {
  type InquiryDetail,
  isGone,
  matchesOf,
  REJECT_REASONS,
  type RejectReason,
  type Settling,
  usePeople,
  useSettle,
} from "./queries";
import { reasonText } from "./words";

interface Props {
  inquiry: InquiryDetail;
  /** It went to somebody out of sight. */
  onGone: () => void;
}

/** Whose is it? Somebody's who is known, a new customer's, or nobody's. */
export function SettleInquiry({ inquiry, onGone }: Props) {
  const settle = useSettle(inquiry.id);
  const run = (settling: Settling) =>
    settle.mutate(settling, {
      onSuccess: (answer) => {
        if (!isGone(answer)) return notify(t(`inquiries.done.${settling.how}`));
        notify(t("inquiries.done.gone"));
        onGone();
      },
    });
  const told = matchesOf(settle.error);
  const matches = told.length > 0 ? told : inquiry.matches;
  const parts = { inquiry, run, loading: settle.isPending };
  return (
    <section className={classes.part} aria-label={t("inquiries.whose")}>
      <h3 className={classes.title}>{t("inquiries.whose")}</h3>
      {inquiry.waits_because && (
        <p className={classes.why}>{t(`inquiries.waits.${inquiry.waits_because}`)}</p>
      )}
      {settle.error && (
        <p className={classes.error} role="alert">
          {errorText(settle.error)}
        </p>
      )}
      <Matches
        matches={matches}
        loading={settle.isPending}
        onGiveTo={(customer) => run({ how: "attach", body: { customer, record_anyway: false } })}
        onRecord={() => run({ how: "attach", body: { record_anyway: true } })}
      />
      <GiveToOther {...parts} />
      <MakeCustomer {...parts} />
      <Reject {...parts} />
    </section>
  );
}

interface PartProps {
  inquiry: InquiryDetail;
  run: (settling: Settling) => void;
  loading: boolean;
}

const PAUSE_MS = 250;

function GiveToOther({ inquiry, run, loading }: PartProps) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const [asked] = useDebouncedValue(text, PAUSE_MS);
  const { data: people = [] } = usePeople(asked);
  const options = people.map(({ id, name, phone }) => ({
    value: String(id),
    label: [name || t("inquiries.somebody"), phone && readable(phone)].filter(Boolean).join(" · "),
  }));
  return (
    <div className={classes.beside}>
      <Select
        label={t("inquiries.otherCustomer")}
        placeholder={t("inquiries.findCustomer")}
        data={options}
        value={chosen}
        onChange={setChosen}
        searchable
        clearable
        clearButtonProps={{ "aria-label": t("ui.none") }}
        searchValue={text}
        onSearchChange={setText}
        filter={({ options: all }) => all}
        nothingFoundMessage={asked && text === asked ? t("inquiries.nobodyFound") : undefined}
      />
      {chosen && (
        <RefusableButton
          variant="default"
          loading={loading}
          disabledReason={refusalText(inquiry.refusals.attach)}
          onClick={() =>
            run({ how: "attach", body: { customer: Number(chosen), record_anyway: false } })
          }
        >
          {t("inquiries.giveToChosen")}
        </RefusableButton>
      )}
    </div>
  );
}

function MakeCustomer({ inquiry, run, loading }: PartProps) {
  const [name, setName] = useState("");
  return (
    <>
      <TextInput
        label={t("inquiries.correctName")}
        placeholder={inquiry.name || t("inquiries.somebody")}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={classes.actions}>
        <RefusableButton
          loading={loading}
          showReason
          disabledReason={refusalText(inquiry.refusals.hold)}
          onClick={() => run({ how: "create", body: { hold: true, name: name.trim() } })}
        >
          {t("inquiries.makeMine")}
        </RefusableButton>
        <RefusableButton
          variant="default"
          loading={loading}
          disabledReason={refusalText(inquiry.refusals.create)}
          onClick={() => run({ how: "create", body: { hold: false, name: name.trim() } })}
        >
          {t("inquiries.intoPool", { pool: inquiry.pool.name })}
        </RefusableButton>
      </div>
    </>
  );
}

function Reject({ inquiry, run, loading }: PartProps) {
  const [reason, setReason] = useState<RejectReason>("spam");
  const refusal = refusalText(inquiry.refusals.reject);
  return (
    <div className={classes.beside}>
      <NativeSelect
        label={t("inquiries.orReject")}
        value={reason}
        disabled={Boolean(refusal)}
        data={REJECT_REASONS.map((value) => ({ value, label: reasonText(value) }))}
        onChange={(event) => setReason(event.currentTarget.value as RejectReason)}
      />
      <RefusableButton
        variant="default"
        loading={loading}
        showReason
        disabledReason={refusal}
        onClick={() => run({ how: "reject", body: { reason } })}
      >
        {t("inquiries.reject")}
      </RefusableButton>
    </div>
  );
}
