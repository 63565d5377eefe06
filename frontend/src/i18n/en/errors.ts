/** By the codes of the API; `{…}` are the extra members of the problem. */
export const errors = {
  unknown: "Something went wrong. Please try again.",
  network: "No connection. What you typed is kept; try again when you are online.",
} as const;
