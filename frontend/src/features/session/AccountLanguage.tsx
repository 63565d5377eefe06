import { LanguageSwitch } from "@/ui/Switches";
import { useSaveLanguage } from "./queries";

/** The language of the page, kept on the account too: the next device speaks it from the login on. */
export function AccountLanguage() {
  const save = useSaveLanguage();
  return <LanguageSwitch onChosen={(language) => save.mutate(language)} />;
}
