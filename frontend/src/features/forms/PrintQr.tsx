import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { getLanguage, t } from "@/i18n";
import classes from "./forms.module.css";
import type { IntakeFormDetail } from "./queries";

/** One sheet with the form's title, its code and its address; the page around it is not printed. */
export function PrintQr({ form }: { form: IntakeFormDetail }) {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    if (!printing) return;
    const done = () => setPrinting(false);
    window.addEventListener("afterprint", done);
    // The code is on the screen already, so the sheet's own copy is there at once.
    window.print();
    return () => window.removeEventListener("afterprint", done);
  }, [printing]);
  return (
    <>
      <Button variant="default" size="sm" onClick={() => setPrinting(true)}>
        {t("intake.print")}
      </Button>
      {printing &&
        createPortal(
          <div className={classes.poster}>
            <p className={classes.posterTitle}>{form.title[getLanguage()] || form.name}</p>
            <img src={form.qr.svg} alt={t("intake.qrAlt")} />
            <p>{form.url}</p>
          </div>,
          document.body,
        )}
    </>
  );
}
