import { type ComponentProps, lazy, Suspense } from "react";

// Sheets are loaded when the first one is asked for: no list or page waits for them.
const LogSheet = lazy(async () => ({ default: (await import("./LogFollowUp")).LogFollowUp }));
const CorrectSheet = lazy(async () => ({
  default: (await import("./CorrectFollowUp")).CorrectFollowUp,
}));

export const LogFollowUp = (props: ComponentProps<typeof LogSheet>) => (
  <Suspense>
    <LogSheet {...props} />
  </Suspense>
);

export const CorrectFollowUp = (props: ComponentProps<typeof CorrectSheet>) => (
  <Suspense>
    <CorrectSheet {...props} />
  </Suspense>
);

export { FollowUpVersions } from "./FollowUpVersions";
export { PlanList } from "./PlanList";
