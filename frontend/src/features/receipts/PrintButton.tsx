import { Button } from "@mantine/core";
import { useState } from "react";
import { t } from "@/i18n";
import { saveFile } from "@/lib/saveFile";
import { notifyError } from "@/ui/notify";

interface Props {
  fetch: () => Promise<Blob>;
  /** Of the file. */
  name: string;
  primary?: boolean;
  autoFocus?: boolean;
}

export function PrintButton({ fetch, name, primary = false, autoFocus = false }: Props) {
  const [loading, setLoading] = useState(false);
  async function print(): Promise<void> {
    setLoading(true);
    try {
      saveFile(await fetch(), name);
    } catch (error) {
      notifyError(error);
    } finally {
      setLoading(false);
    }
  }
  return (
    <Button
      variant={primary ? "filled" : "default"}
      loading={loading}
      autoFocus={autoFocus}
      onClick={() => void print()}
    >
      {t("payments.print")}
    </Button>
  );
}
