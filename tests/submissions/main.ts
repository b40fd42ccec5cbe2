// Tries a submission by hand: `node tests/submissions/main.ts <folder> [scale]`, or the reference when no folder is named.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { STAGES } from "@atelier/contracts/submission.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import { buildReference } from "./reference/build.ts";
import { scoreRepairs, type Repair } from "./derived-views.ts";
import { openTrial } from "./try.ts";

const interruption = new AbortController();
process.on("SIGINT", () => interruption.abort());
process.on("SIGTERM", () => interruption.abort());

const [given, scale = "0.1"] = process.argv.slice(2);
const folder = given ?? (await mkdtemp(join(tmpdir(), "atelier-reference-")));
if (given === undefined) await buildReference(folder);
const say = (what: unknown) => process.stdout.write(`${JSON.stringify(what)}\n`);

const trial = await openTrial({
  folder,
  scale: Number(scale),
  secret: Buffer.from(secretFromSeed("trial")),
  signal: interruption.signal,
});
try {
  for (const stage of STAGES) {
    if (stage === "serve" || stage === "erase" || !trial.commands.has(stage)) continue;
    const { seconds } = await trial.run(stage);
    say({ stage, seconds });
  }
  const { differences, sources, defects } = await trial.judge();
  say({ sources, defects, differences });
  const repairs = await trial.askReader<Repair>("SELECT kind, id, rule FROM lab.repairs");
  for (const { rule, injected, missing, wrong } of scoreRepairs(trial.world.truth(), repairs)) {
    say({ rule, injected, missing: missing.length, wrong: wrong.length, examples: [missing[0], wrong[0]] });
  }
  process.exitCode = differences.length === 0 ? 0 : 1;
} finally {
  await trial.close();
}
