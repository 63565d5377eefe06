import { Anchor, Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { getLanguage, t } from "@/i18n";
import { paths } from "@/lib/paths";
import { errorText } from "@/ui/errorText";
import { useSample } from "./queries";
import classes from "./setup.module.css";

/** How the first customers come in: a list, or one by hand. */
export function LastStep() {
  const sample = useSample();
  return (
    <>
      <div className={classes.ways}>
        <section className={classes.way}>
          <h2>{t("setup.first.title")}</h2>
          <p>{t("setup.first.lead")}</p>
          <Button component={Link} to={paths.newCustomer()}>
            {t("setup.first.go")}
          </Button>
        </section>
        <section className={classes.way}>
          <h2>{t("setup.import.title")}</h2>
          <p>{t("setup.import.lead")}</p>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<Download size={16} aria-hidden />}
            loading={sample.isPending}
            onClick={() => sample.mutate(getLanguage())}
          >
            {t("setup.import.sample")}
          </Button>
          {sample.error && <span role="alert">{errorText(sample.error)}</span>}
          <Button component={Link} to={paths.imports()} variant="default">
            {t("setup.import.go")}
          </Button>
        </section>
      </div>
      <Anchor component={Link} to={paths.today()}>
        {t("setup.toToday")}
      </Anchor>
    </>
  );
}
