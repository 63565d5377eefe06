export const audit = {
  title: "Event log",
} as const;
