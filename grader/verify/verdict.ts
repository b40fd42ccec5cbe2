// What the comparison of every store with the truth found.
import { z } from "zod";
import { SOURCES } from "@atelier/contracts/kinds.ts";
import { RULE_IDS } from "@atelier/contracts/rules.ts";

const count = z.number().int().nonnegative();

export const ComparedPart = z.object({
  name: z.string(),
  expected: count,
  found: count,
  missing: count,
  unexpected: count,
  different: count,
});
export type ComparedPart = z.infer<typeof ComparedPart>;

export const Verdict = z.object({
  sources: z.array(z.object({ id: z.enum(SOURCES), found: count, expected: count })),
  defects: z.array(
    z.object({
      rule: z.enum(RULE_IDS),
      outcome: z.enum(["repaired", "rejected"]),
      injected: count,
      handled: count,
    }),
  ),
  stores: z.object({
    postgres: z.object({ rows: count, parts: z.array(ComparedPart) }),
    mongo: z.object({ documents: count, parts: z.array(ComparedPart) }),
    neo4j: z.object({ nodes: count, relationships: count, parts: z.array(ComparedPart) }),
  }),
  /** One sentence each, a few examples per part: empty when everything equals the truth. */
  differences: z.array(z.string()),
});
export type Verdict = z.infer<typeof Verdict>;
