export { type TodayRow, useToday } from "./queries";
export { queueOf } from "./sections";
export { TeamTable } from "./TeamTable";
export { TodaySections } from "./TodaySections";
export { TodaySkeleton } from "./TodaySkeleton";
export { useCallQueue } from "./useCallQueue";
export { Waiting } from "./Waiting";
