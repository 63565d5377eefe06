import { loadWords } from "@/i18n";
import { later } from "@/ui/later";

export { useSetup } from "./queries";

/** Loaded for administrators of a school that lacks something; its words come with it. */
export const SetupCard = later(async () => {
  const [{ SetupCard: Card }] = await Promise.all([import("./SetupCard"), loadWords("setup")]);
  return Card;
});
