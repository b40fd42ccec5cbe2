// What a submission's files say, read without running any of them. Text of a stranger: cleaned of what hides, names of its
// authors replaced.
import { z } from "zod";
import { DELIVERABLES } from "@atelier/contracts/submission.ts";
import { Told } from "../told.ts";

const count = z.number().int().nonnegative();
const at = { file: z.string(), line: count };

export const LOCATED = [
  "C6.2",
  "C8.1.c",
  "C8.1.d",
  "C8.1.f",
  "C8.1.g",
  "C8.1.h",
  "C8.2.a",
  "C10.2",
  "C12.1",
  "C12.5",
  "C12.6",
] as const;

export const StaticFacts = z.strictObject({
  /** Mistakes of submission.yaml, all at once. */
  mistakes: z.array(z.strictObject({ path: z.string(), line: count, message: Told })),
  files: count,
  /** Files that were too large, or too many, to be read. */
  unread: z.array(z.string()),
  deliverables: z.array(
    z.strictObject({
      name: z.enum(DELIVERABLES),
      path: z.string(),
      state: z.enum(["present", "empty", "missing", "undeclared"]),
    }),
  ),
  /** Where a text argues for something: for the jury, never scored. */
  located: z.array(
    z.strictObject({ item: z.enum(LOCATED), heading: z.string(), excerpt: z.string(), ...at }),
  ),
  schema: z.strictObject({ path: z.string(), form: z.string(), names: z.array(z.string()) }).nullable(),
  /** Which engine is declared for which part. */
  stores: z.array(
    z.strictObject({ part: z.enum(["relational", "document", "graph", "log"]), engine: z.string() }),
  ),
  tools: z.array(
    z.strictObject({
      step: z.string(),
      tool: z.string(),
      package: z.string().nullable(),
      foundIn: z.string().nullable(),
    }),
  ),
  code: z.strictObject({
    /** Files of a known language that were read. */
    files: count,
    /** What could not be judged: a newer syntax than this machine's. */
    unknown: z.array(z.string()),
    errors: z.array(z.strictObject({ rule: z.string(), message: z.string(), ...at })),
  }),
  tests: z.strictObject({ files: count, asserting: count, hollow: z.array(z.string()) }),
  secrets: z.array(
    z.strictObject({ rule: z.string(), shown: z.string(), commit: z.string().nullable(), ...at }),
  ),
  history: z.strictObject({ commits: count, complete: z.boolean() }).nullable(),
});
export type StaticFacts = z.infer<typeof StaticFacts>;

export const NOTHING_READ: StaticFacts = {
  mistakes: [],
  files: 0,
  unread: [],
  deliverables: [],
  located: [],
  schema: null,
  stores: [],
  tools: [],
  code: { files: 0, unknown: [], errors: [] },
  tests: { files: 0, asserting: 0, hollow: [] },
  secrets: [],
  history: null,
};
