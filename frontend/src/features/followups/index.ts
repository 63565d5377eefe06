export { CorrectFollowUp } from "./CorrectFollowUp";
export { FollowUpVersions } from "./FollowUpVersions";
export { LogFollowUp } from "./LogFollowUp";
export { PlanList } from "./PlanList";
