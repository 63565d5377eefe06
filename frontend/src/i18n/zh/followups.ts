export const followups = {} as const;
