export { AllowanceNote } from "./AllowanceNote";
export { ClaimButton } from "./ClaimButton";
export { ClaimManyButton } from "./ClaimManyButton";
export { ClaimNextButton } from "./ClaimNextButton";
export { useClaim } from "./useClaim";
export { type PoolRow, useAllowance, usePool } from "./usePool";
