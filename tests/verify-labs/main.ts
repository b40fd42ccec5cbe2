// `./atelier verify-labs`: progress on standard error, the result on standard output. Ends with 0 when every work was treated as
// it must be, 1 when one was not, 2 for what cannot be begun, 130 when interrupted.
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { MUTANTS, NEUTRAL_VARIANTS } from "../mutants/all.ts";
import type { Mutant } from "../mutants/mutant.ts";
import { ODD_SUBMISSIONS, STARTERS } from "./odd.ts";
import { dealOut, readShard, takeShard, takeTurn } from "./plan.ts";
import { describeSummary, summarise } from "./summary.ts";
import { SUBMISSIONS, verifyLabs, WORLD_SECRET } from "./verify-labs.ts";

const { values } = parseArgs({
  options: {
    shard: { type: "string", default: "1/1" },
    only: { type: "string" },
    json: { type: "boolean", default: false },
    "state-dir": { type: "string", default: tmpdir() },
  },
});
const interruption = new AbortController();
process.on("SIGINT", () => interruption.abort());
process.on("SIGTERM", () => interruption.abort());

const { only } = values;
const shard = readShard(values.shard);
// A part of a name, or how far a variant reaches: `stores`, `phases`, `whole`. Odd submissions go by `odd`, right ones by `twice`.
const chosen = <T extends { readonly id: string; readonly reach: string }>(variants: readonly T[]) =>
  only === undefined ? variants : variants.filter(({ id, reach }) => id.includes(only) || reach === only);
// Another tenth each day is graded from the start, so that what a fault is said to reach is itself tried.
const MS_PER_DAY = 86_400_000;
const partial = MUTANTS.filter(({ reach }) => reach === "phases");
const today = takeTurn(partial, Math.ceil(partial.length / 10), Math.floor(Date.now() / MS_PER_DAY));
const planned = MUTANTS.map((mutant): Mutant => {
  if (only !== undefined || !today.includes(mutant)) return mutant;
  const { phases: _all, ...whole } = mutant;
  return { ...whole, reach: "whole" };
});
const mutants = takeShard(chosen(planned), shard);
const neutral = takeShard(chosen(NEUTRAL_VARIANTS), shard);

await mkdir(values["state-dir"], { recursive: true });
const stateDir = await mkdtemp(join(values["state-dir"], "verify-"));
try {
  const findings = await verifyLabs({
    mutants,
    neutral,
    odd: only === undefined || only === "odd" ? dealOut([...ODD_SUBMISSIONS, ...STARTERS], shard) : [],
    gradedTwice: only === undefined || only === "twice" ? dealOut(SUBMISSIONS, shard) : [],
    stateDir,
    secret: WORLD_SECRET,
    signal: interruption.signal,
    onTreated({ id, problems, seconds }) {
      const verdict = problems.length === 0 ? "✓" : "✗";
      process.stderr.write(`${[`${verdict} ${id} (${seconds} s)`, ...problems].join("\n    ")}\n`);
    },
  });
  const summary = summarise(findings);
  process.stdout.write(`${values.json ? JSON.stringify(summary) : describeSummary(summary)}\n`);
  process.exitCode = summary.ok ? 0 : 1;
} catch (error) {
  if (!interruption.signal.aborted) throw error;
  process.exitCode = 130;
} finally {
  await rm(stateDir, { recursive: true, force: true, maxRetries: 5 });
}
