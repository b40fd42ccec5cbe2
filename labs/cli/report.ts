// The result of a run: what `--json` prints on its last line, and what the summary shows.
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

export const RunReport = z.object({
  ok: z.boolean(),
  seed: z.string(),
  scale: z.number(),
  seconds: z.number(),
  stages: z.array(z.object({ name: z.string(), seconds: z.number() })),
  /** CPU is user + system; memory is the peak resident set. */
  processes: z.array(z.object({ name: z.string(), cpuSeconds: z.number(), peakMemoryMb: z.number() })),
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
export type RunReport = z.infer<typeof RunReport>;
