export { FinanceToday } from "./FinanceToday";
export { type TodayRow, useToday } from "./queries";
export { Registrations } from "./Registrations";
export { queueOf } from "./sections";
export { TeamTable } from "./TeamTable";
export { TodaySections } from "./TodaySections";
export { TodaySkeleton } from "./TodaySkeleton";
export { useCallQueue } from "./useCallQueue";
