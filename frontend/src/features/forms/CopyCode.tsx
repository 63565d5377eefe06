import { Button, Textarea } from "@mantine/core";
import { useRef, useState } from "react";
import { t } from "@/i18n";
import classes from "./forms.module.css";

/** Lines for a website, copied by one tap; where there is no clipboard they stand selected. */
export function CopyCode({ label, code }: { label: string; code: string }) {
  const input = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState("");
  async function copy() {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(code);
      setCopied(code);
    } catch {
      setCopied("");
    }
  }
  return (
    <div className={classes.code}>
      <Textarea
        ref={input}
        label={label}
        value={code}
        readOnly
        autosize
        maxRows={8}
        classNames={{ input: classes.mono ?? "" }}
      />
      <Button variant="default" size="compact-sm" onClick={() => void copy()}>
        {copied === code ? t("ui.copied") : t("intake.copy")}
      </Button>
    </div>
  );
}
