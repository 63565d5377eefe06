import { later } from "@/ui/later";

export const LogFollowUp = later(async () => (await import("./LogFollowUp")).LogFollowUp);
export const CorrectFollowUp = later(
  async () => (await import("./CorrectFollowUp")).CorrectFollowUp,
);
export { FollowUpVersions } from "./FollowUpVersions";
export { PlanList } from "./PlanList";
