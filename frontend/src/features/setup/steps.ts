/** Before anybody can log in: one form, sent at the end of it. */
export const FIRST_STEPS = ["school", "admin"] as const;
/** What the first administrator goes on with; each may be left for later. */
export const LATER_STEPS = [
  "campuses",
  "departments",
  "courses",
  "pool",
  "people",
  "customers",
] as const;
export const STEPS = [...FIRST_STEPS, ...LATER_STEPS] as const;

export type FirstStep = (typeof FIRST_STEPS)[number];
export type LaterStep = (typeof LATER_STEPS)[number];
export type WizardStep = (typeof STEPS)[number];

const isLater = (code: string | null | undefined): code is LaterStep =>
  LATER_STEPS.some((step) => step === code);

/** Where to go on: the step of the address, else the first that lacks something, else the end. */
export function resumeAt(said: string | undefined, next: string | null | undefined): LaterStep {
  if (isLater(said)) return said;
  return isLater(next) ? next : "customers";
}

export function stepAfter(step: LaterStep): LaterStep {
  return LATER_STEPS[LATER_STEPS.indexOf(step) + 1] ?? "customers";
}
