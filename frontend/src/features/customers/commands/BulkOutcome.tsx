import { later } from "@/ui/later";

/** Honest about a bulk command that went through in part; loaded when it did. */
export const BulkOutcome = later(async () => (await import("./BulkOutcomeDialog")).default);
