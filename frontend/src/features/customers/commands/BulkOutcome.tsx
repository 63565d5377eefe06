import { lazy, Suspense } from "react";
import type { BulkOutcomeProps } from "./BulkOutcomeDialog";

const Dialog = lazy(() => import("./BulkOutcomeDialog"));

/** Honest about a bulk command that went through in part; loaded when it did. */
export function BulkOutcome(props: BulkOutcomeProps) {
  return (
    <Suspense>
      <Dialog {...props} />
    </Suspense>
  );
}
