export { LogFollowUp } from "./LogFollowUp";
