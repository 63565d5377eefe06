import { Button } from "@mantine/core";
import { getLanguage, t } from "@/i18n";
import { saveFile } from "@/lib/saveFile";
import { notify } from "@/ui/notify";
import classes from "./enrollments.module.css";
import { fetchPaper, type Paper } from "./queries";

const PAPERS: readonly Paper[] = ["form", "contract"];

/** What is printed and signed, in the language of the page. */
export function Papers({ enrollment }: { enrollment: number }) {
  return PAPERS.map((paper) => (
    <Button
      key={paper}
      variant="subtle"
      className={classes.paper ?? ""}
      onClick={() => void open(enrollment, paper)}
    >
      {t(`enrollments.paper.${paper}`)}
    </Button>
  ));
}

async function open(id: number, paper: Paper): Promise<void> {
  try {
    saveFile(await fetchPaper(id, paper, getLanguage()), `${paper}-${id}.pdf`);
  } catch {
    notify(t("errors.unknown"));
  }
}
