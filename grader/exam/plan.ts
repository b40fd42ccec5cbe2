// The order of an examination: which commands run on which world, and what is observed between them.
import type { Step } from "./examine.ts";

export const PLAN: { readonly main: readonly Step[]; readonly live: readonly Step[] } = {
  main: [{ run: "setup" }, { run: "collect" }, { run: "load" }],
  live: [],
};
