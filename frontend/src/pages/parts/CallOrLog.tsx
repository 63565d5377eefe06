import { ActionIcon, Button, Group } from "@mantine/core";
import { Phone } from "lucide-react";
import type { CustomerRow } from "@/features/customers/types";
import { t } from "@/i18n";
import { readable } from "@/ui/PhoneLink";

interface Props {
  customer: CustomerRow;
  onLog: (customer: CustomerRow) => void;
}

/** For the thumb: calling dials and opens the sheet behind the call; logging opens it only. */
export function CallOrLog({ customer, onLog }: Props) {
  const { phone, contact_masked: masked } = customer;
  return (
    <Group gap={8} wrap="nowrap">
      <Button
        variant="default"
        h={40}
        aria-label={t("followups.logFor", { name: customer.name || t("customers.unnamed") })}
        onClick={() => onLog(customer)}
      >
        {t("followups.logShort")}
      </Button>
      {phone && !masked && (
        <ActionIcon
          component="a"
          href={`tel:${phone}`}
          variant="light"
          color="indigo"
          size={40}
          aria-label={t("ui.call", { phone: readable(phone) })}
          onClick={() => onLog(customer)}
        >
          <Phone size={18} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}
