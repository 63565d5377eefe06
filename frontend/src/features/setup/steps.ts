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

const isLater = (code: string | undefined): code is LaterStep =>
  LATER_STEPS.some((step) => step === code);

/** The first step of these that lacks something, else the end. */
export function firstMissing(steps: readonly { code: string; done: boolean }[]): LaterStep {
  const missing = steps.filter(({ done }) => !done).map(({ code }) => code);
  return missing.find(isLater) ?? "customers";
}

/** Where to go on: the step of the address, else where one came in. */
export function resumeAt(said: string | undefined, arrived: LaterStep): LaterStep {
  return isLater(said) ? said : arrived;
}

export function stepAfter(step: LaterStep): LaterStep {
  return LATER_STEPS[LATER_STEPS.indexOf(step) + 1] ?? "customers";
}
