export { CompareForm } from "./CompareForm";
export { PairList } from "./PairList";
export { type Standing, useComparison } from "./queries";
