import { useForm, type UseFormReturnType } from "@mantine/form";
import { getLanguage, t } from "@/i18n";
import { clearDraft, readDraft, writeDraft } from "@/lib/drafts";
import { guessSchool, placesOf } from "@/lib/world";
import { passwordProblem } from "@/ui/NewPasswordInput";
import { useKept } from "@/ui/useKept";
import type { SchoolFields, SetUp } from "./queries";
import type { FirstStep } from "./steps";

/** Named as the API names them, so that what it finds wrong lands on its input. */
export interface FirstValues {
  school: SetUp["school"];
  admin: Required<SetUp["admin"]>;
}
export type FirstForm = UseFormReturnType<FirstValues>;

const DRAFT = "setup";
const NOBODY = { display_name: "", username: "", email: "", password: "" };

/** The school as this browser suggests it; what was typed before a reload comes first. */
function initial(defaults: SchoolFields): FirstValues {
  const draft = readDraft<Partial<FirstValues>>(DRAFT);
  return {
    school: { ...defaults, ...guessSchool(defaults), language: getLanguage(), ...draft?.school },
    admin: { ...NOBODY, ...draft?.admin },
  };
}

/** One form over two screens; only what stands on the screen is checked before going on. */
export function useFirstForm(defaults: SchoolFields, step: FirstStep) {
  const [before, keep] = useKept("setup", initial(defaults));
  const needed = (value: string) => (value.trim() ? null : t("errors.required"));
  const form = useForm<FirstValues>({
    initialValues: before,
    onValuesChange(values) {
      keep(values);
      // Everything but the password, which touches no storage.
      writeDraft(DRAFT, { ...values, admin: { ...values.admin, password: "" } });
    },
    validate:
      step === "school"
        ? { school: { name: needed } }
        : {
            admin: { display_name: needed, username: needed, password: passwordProblem },
          },
  });
  const forget = () => {
    keep(null);
    clearDraft(DRAFT);
  };
  return { form, forget };
}

/** The zone brings its country and money along, unless somebody has chosen others. */
export function moveTo(school: FirstValues["school"], zone: string): FirstValues["school"] {
  const there = placesOf(zone, school);
  const here = placesOf(school.time_zone, school);
  const follows = (name: "currency" | "phone_region") =>
    school[name] === here[name] ? there[name] : school[name];
  return {
    ...school,
    time_zone: zone,
    currency: follows("currency"),
    phone_region: follows("phone_region"),
  };
}
