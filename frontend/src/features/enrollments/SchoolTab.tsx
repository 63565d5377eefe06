import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { t } from "@/i18n";
import { paths } from "@/lib/paths";
import type { Refusal } from "@/lib/problem";
import { refusalText } from "@/ui/errorText";
import { RefusableButton } from "@/ui/RefusableButton";
import { ApplyPanel } from "./ApplyPanel";
import classes from "./enrollments.module.css";
import { EnrollmentsOf } from "./EnrollmentTable";

interface Props {
  customer: { id: number; name: string };
  /** Why nobody can be enrolled now; the form asks everything else. */
  refusal: Refusal | null;
}

/** What a customer is or was enrolled in, and the way to enroll them. */
export function SchoolTab({ customer, refusal }: Props) {
  const [applying, setApplying] = useState(false);
  return (
    <section aria-label={t("enrollments.title")} className={classes.school}>
      <div className={classes.cardTop}>
        <h2 className={classes.title}>{t("enrollments.title")}</h2>
        <RefusableButton
          size="compact-md"
          variant="default"
          disabledReason={refusalText(refusal)}
          onClick={() => setApplying(true)}
        >
          {t("enrollments.enroll")}
        </RefusableButton>
      </div>
      <EnrollmentsOf customer={customer.id} />
      <Anchor
        component={Link}
        to={paths.statement(customer.id)}
        className={classes.statement ?? ""}
      >
        {t("enrollments.statement")}
      </Anchor>
      {applying && <ApplyPanel customer={customer} onClose={() => setApplying(false)} />}
    </section>
  );
}
