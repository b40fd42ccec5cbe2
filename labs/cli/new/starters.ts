// The languages in which there is something to begin with.
export const STARTERS = ["python", "typescript"] as const;
export type Starter = (typeof STARTERS)[number];
