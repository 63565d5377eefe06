import { loadWords, t } from "@/i18n";
import type { Mark } from "./marks";

/** Marks come after their words: whoever makes them has waited for this. */
export const bringWords = () => loadWords("live");

/** What happened, in words, for a row or a page. */
export function markText({ kind, by, holder }: Mark): string {
  if (kind === "taken" && holder)
    return by === holder.name
      ? t("live.claimed", { name: holder.name })
      : t("live.moved", { name: holder.name });
  if (kind === "released") return by ? t("live.releasedBy", { name: by }) : t("live.released");
  if (kind === "changed") return by ? t("live.changedBy", { name: by }) : t("live.changed");
  return t("live.gone");
}

/** Why this pool customer can't be claimed any more; undefined while they can. */
export function takenText(mark: Mark | undefined): string | undefined {
  return mark && (mark.kind === "taken" || mark.kind === "gone") ? markText(mark) : undefined;
}
