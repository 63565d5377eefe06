import { Button, Group, List, Modal } from "@mantine/core";
import type { ItemResult, Named } from "@/features/customers/types";
import { nameOf } from "@/features/customers/words";
import { t } from "@/i18n";
import { refusalText } from "@/ui/errorText";

const SHOWN = 12;

export interface BulkOutcomeProps {
  results: ItemResult[];
  customers: readonly Named[];
  /** "7 released." */
  done: (count: number) => string;
  onClose: () => void;
}

/** Honest about a bulk command that went through in part: how many, and why not the others. */
export default function BulkOutcomeDialog({ results, customers, done, onClose }: BulkOutcomeProps) {
  const failed = results.filter((result) => !result.ok);
  const names = new Map(customers.map((customer) => [customer.id, nameOf(customer)]));
  const rest = failed.length - SHOWN;
  return (
    <Modal
      opened
      onClose={onClose}
      title={done(results.length - failed.length)}
      closeButtonProps={{ "aria-label": t("ui.close") }}
    >
      <p>{t("customers.bulk.failed", { count: failed.length })}</p>
      <List spacing="xs">
        {failed.slice(0, SHOWN).map(({ customer, error }) => (
          <List.Item key={customer}>
            {t("customers.bulk.because", {
              name: names.get(customer) ?? `#${customer}`,
              reason: refusalText(error) ?? t("errors.unknown"),
            })}
          </List.Item>
        ))}
        {rest > 0 && <List.Item>{t("customers.bulk.others", { count: rest })}</List.Item>}
      </List>
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose}>{t("customers.bulk.understood")}</Button>
      </Group>
    </Modal>
  );
}
