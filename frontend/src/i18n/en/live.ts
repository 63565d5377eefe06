export const live = {
  claimed: "{name} claimed this",
  moved: "With {name} now",
  gone: "No longer in the pool",
  released: "Back in the pool",
  releasedBy: "{name} put them into the pool",
  changed: "Changed just now",
  changedBy: "Changed by {name}",
} as const;
