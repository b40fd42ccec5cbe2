// `npm test`: makes the machine fit, then every test there is: checks, unit tests, tests on real engines. Ends with
// one line, "N passed, N failed, N skipped", and 0 only when something ran and nothing failed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addTallies, describeTally, readTally, type Tally } from "./test-tally.ts";

const checkout = await realpath(fileURLToPath(new URL("../..", import.meta.url)));
const bin = (name: string) => join(checkout, "node_modules/.bin", name);

/** Runs a program with its output shown as it comes; nothing to read on its standard input. */
async function run(program: string, ...args: string[]): Promise<boolean> {
  const child = spawn(program, args, { cwd: checkout, stdio: ["ignore", "inherit", "inherit"] });
  const [code] = await once(child, "exit");
  return code === 0;
}

async function runSeries(project: string, folder: string): Promise<Tally> {
  const report = join(folder, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const ok = await run(bin("vitest"), "run", "--project", project, ...reporters);
  const text = await readFile(report, "utf8").catch(() => "");
  return readTally(text, ok);
}

const folder = await mkdtemp(join(tmpdir(), "atelier-tests-"));
let failedSteps = 0;
try {
  // Everything `check` does except the unit tests, which are counted below.
  const steps: readonly (readonly [string, ...string[]])[] = [
    [process.execPath, join(checkout, "labs/cli/main.ts"), "doctor", "--install"],
    [bin("oxfmt"), "--check"],
    [bin("oxlint"), "--type-aware", "--type-check", "--deny-warnings"],
    [bin("knip")],
  ];
  for (const step of steps) {
    process.stdout.write(`\n> ${step.map((word) => word.replace(`${checkout}/`, "")).join(" ")}\n`);
    if (!(await run(...step))) failedSteps += 1;
  }
  const tallies = [await runSeries("unit", folder), await runSeries("integration", folder)];
  const total = addTallies([...tallies, { passed: 0, failed: failedSteps, skipped: 0 }]);
  const ran = tallies.every(({ passed, failed }) => passed + failed > 0);
  process.stdout.write(`\n${describeTally(total)}\n`);
  process.exitCode = ran && total.failed === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
