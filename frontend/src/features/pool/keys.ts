/** Below "customers", so that commands of other features bring the pool up to date as well. */
export const poolKeys = {
  all: ["customers", "pool"] as const,
  lists: () => [...poolKeys.all, "list"] as const,
  list: (query: object) => [...poolKeys.lists(), query] as const,
  allowance: () => [...poolKeys.all, "allowance"] as const,
};
