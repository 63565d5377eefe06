import { Button, TextInput, VisuallyHidden } from "@mantine/core";
import { Check, Copy } from "lucide-react";
import { useRef, useState } from "react";
import { t } from "@/i18n";
import classes from "./CopyLink.module.css";

interface Props {
  /** What the link does. */
  label: string;
  url: string;
  /** That it is shown once, and until when it is good. */
  hint: string;
  onCopied?: () => void;
}

/** An address to hand to somebody, copied by one tap. */
export function CopyLink({ label, url, hint, onCopied }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<"yes" | "by hand" | null>(null);
  async function copy() {
    setCopied((await copyText(url, input.current)) ? "yes" : "by hand");
    onCopied?.();
  }
  return (
    <div className={classes.copy}>
      <TextInput
        ref={input}
        className={classes.input ?? ""}
        label={label}
        description={hint}
        value={url}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant={copied ? "default" : "filled"}
        leftSection={
          copied === "yes" ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />
        }
        onClick={() => void copy()}
      >
        {copied === "yes" ? t("ui.copied") : t("ui.copyLink")}
      </Button>
      <VisuallyHidden role="status">{copied === "yes" && t("ui.copied")}</VisuallyHidden>
      {copied === "by hand" && (
        <p className={classes.byHand} role="status">
          {t("ui.copyByHand")}
        </p>
      )}
    </div>
  );
}

/** Return whether it is on the clipboard; if not, the text stands selected, ready to be copied by hand. */
async function copyText(text: string, input: HTMLInputElement | null): Promise<boolean> {
  try {
    // There is a clipboard on https and localhost only.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    input?.select();
    return false;
  }
}
