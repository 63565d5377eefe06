import { Skeleton, TextInput } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "@/api/client";
import type { components } from "@/api/schema.gen";
import { Holder } from "@/features/customers/Holder";
import { customerKeys } from "@/features/customers/keys";
import type { Customer, Spell } from "@/features/customers/types";
import { getLanguage, t } from "@/i18n";
import { cursorOf } from "@/lib/cursorOf";
import { exact, fromInput, toInput } from "@/lib/dates";
import { wholeErrorText } from "@/ui/errorText";
import { ErrorState } from "@/ui/ErrorState";
import { MoreRows } from "@/ui/DataTable/MoreRows";
import classes from "./detail.module.css";
import { useReasonText } from "./useReasonText";

type Page = components["schemas"]["SpellPage"];
type HolderAt = components["schemas"]["HolderAt"];

/** Who held them from when to when, and who did at any past instant. */
export function Ownership({ customer }: { customer: Customer }) {
  const spells = useSpells(customer.id);
  const { data: rows, error, refetch } = spells;
  return (
    <div className={classes.ownership}>
      <AtInstant customer={customer} />
      {!rows && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!rows && !error && <Skeleton height={120} />}
      {rows && (
        <>
          <ol className={classes.spells}>
            {rows.map((spell) => (
              <SpellLine key={spell.id} spell={spell} />
            ))}
          </ol>
          {spells.hasNextPage && <MoreRows query={spells} shown={rows.length} />}
        </>
      )}
    </div>
  );
}

function useSpells(id: number) {
  return useInfiniteQuery({
    queryKey: customerKeys.spells(id),
    queryFn: async ({ pageParam: cursor }) =>
      // Without `at` it answers with the list.
      (await unwrap(
        api.GET("/api/v1/customers/{id}/ownership/", {
          params: { path: { id }, query: { cursor } },
        }),
      )) as Page,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: cursorOf,
    select: (data) => data.pages.flatMap((page) => page.results),
  });
}

function SpellLine({ spell }: { spell: Spell }) {
  const reason = useReasonText("release_reason");
  const language = getLanguage();
  const by = spell.started_by && t("customers.ownership.by", { name: spell.started_by.name });
  const why = [
    t(`customers.ownership.reason.${spell.start_reason}`),
    spell.reason_code && reason(spell.reason_code),
    by,
  ];
  return (
    <li className={classes.spell} data-open={spell.ended_at === null}>
      <span className={classes.spellWho}>
        <Holder owner={spell.owner} />
        {!spell.owner && <span className={classes.quiet}>{spell.pool.name}</span>}
      </span>
      <span className={classes.spellWhen}>
        {exact(spell.started_at, language)} –{" "}
        {spell.ended_at ? exact(spell.ended_at, language) : t("customers.ownership.now")}
      </span>
      <span className={classes.quiet}>{why.filter(Boolean).join(" · ")}</span>
      {spell.note && <span className={classes.note}>{spell.note}</span>}
    </li>
  );
}

function AtInstant({ customer }: { customer: Customer }) {
  const [typed, setTyped] = useState("");
  const at = typed ? fromInput(typed) : "";
  const { id } = customer;
  const { data, error } = useQuery({
    queryKey: customerKeys.holderAt(id, at),
    queryFn: async () =>
      (await unwrap(
        api.GET("/api/v1/customers/{id}/ownership/", { params: { path: { id }, query: { at } } }),
      )) as HolderAt,
    enabled: at !== "",
  });
  return (
    <div className={classes.instant}>
      <TextInput
        type="datetime-local"
        size="xs"
        label={t("customers.ownership.when")}
        max={toInput(new Date())}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <p className={classes.answer} aria-live="polite">
        {error ? wholeErrorText(error) : data && answerText(data)}
      </p>
    </div>
  );
}

function answerText({ owner, pool }: HolderAt): string {
  if (owner) return t("customers.ownership.answer", { name: owner.name });
  if (pool) return t("customers.ownership.answerPool", { name: pool.name });
  return t("customers.ownership.nobody");
}
