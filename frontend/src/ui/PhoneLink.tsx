import { Anchor } from "@mantine/core";
import type { MouseEvent } from "react";
import { t } from "@/i18n";

interface Props {
  phone: string | null | undefined;
  /** A masked number cannot be dialled and is plain text. */
  masked: boolean;
  /** After the tap the outcome sheet opens. */
  onCall?: () => void;
}

/** "+8613812345678" → "138 1234 5678"; others keep their country code. */
export function readable(phone: string): string {
  const national = /^\+86(1\d{2})(\d{4})(\d{4})$/.exec(phone);
  return national ? national.slice(1).join(" ") : phone;
}

export function PhoneLink({ phone, masked, onCall }: Props) {
  if (!phone) return <span aria-hidden>–</span>;
  if (masked) return <span>{phone}</span>;
  const call = (event: MouseEvent) => {
    // The row must not open as well.
    event.stopPropagation();
    onCall?.();
  };
  return (
    <Anchor
      href={`tel:${phone}`}
      onClick={call}
      aria-label={t("ui.call", { phone: readable(phone) })}
      c="inherit"
      fz="inherit"
    >
      {readable(phone)}
    </Anchor>
  );
}
