import { Loader, Modal, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { StatusMark } from "@/features/customers/StatusMark";
import { useCustomerList } from "@/features/customers/useCustomerList";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";
import { wholeErrorText } from "@/ui/errorText";
import { ErrorState } from "@/ui/ErrorState";
import { SearchInput } from "@/ui/FilterBar";
import { readable } from "@/ui/PhoneLink";
import classes from "./detail.module.css";

const SHOWN = 8;

interface Props {
  title: string;
  /** The customer themselves cannot be picked. */
  not: number;
  onPick: (id: number) => Promise<void>;
  onClose: () => void;
}

type Query = ReturnType<typeof useCustomerList>["query"];

/** What there is to say instead of rows. */
function Otherwise({ query, nobody }: { query: Query; nobody: boolean }) {
  if (query.error && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isLoading) return <Loader size="sm" aria-label={t("ui.loading")} />;
  return nobody && <p className={classes.hint}>{t("customers.list.noMatch")}</p>;
}

/** Find somebody among the customers I see. */
export function PersonDialog({ title, not, onPick, onClose }: Props) {
  const [search, setSearch] = useState("");
  const [error, setError] = useState<unknown>(null);
  const { query } = useCustomerList("all", { search, page_size: SHOWN }, search !== "");
  const found = search ? (query.data ?? []).filter((row) => row.id !== not) : [];
  const pick = (id: number) => {
    setError(null);
    onPick(id).then(onClose, setError);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ "aria-label": t("ui.close") }}
    >
      <SearchInput label={t("customers.edit.pickPerson")} value={search} onChange={setSearch} />
      {error !== null && (
        <p role="alert" className={classes.alert}>
          {wholeErrorText(error)}
        </p>
      )}
      <ul className={classes.people}>
        {found.map((row) => (
          <li key={row.id}>
            <UnstyledButton className={classes.person ?? ""} onClick={() => pick(row.id)}>
              <span className={classes.grow}>{nameOf(row)}</span>
              <span className={classes.quiet}>
                {row.contact_masked ? row.phone : readable(row.phone)}
              </span>
              <StatusMark status={row.status} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {search && <Otherwise query={query} nobody={found.length === 0} />}
    </Modal>
  );
}
