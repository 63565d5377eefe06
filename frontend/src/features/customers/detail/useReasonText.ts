import { useListChoices } from "@/features/customers/choices";

/** The school's words for a reason's code; the code itself once the entry is no longer active. */
export function useReasonText(kind: "release_reason" | "lost_reason"): (code: string) => string {
  const choices = useListChoices(kind, "code");
  return (code) => choices.find((choice) => choice.value === code)?.label ?? code;
}
