// `npm test`: makes the machine fit, then every test there is: checks, unit tests, tests on real engines. Ends with
// one line, "N passed, N failed, N skipped", and 0 only when something ran and nothing failed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addTallies, describeTally, listFailures, readTally, type Tally } from "./test-tally.ts";

const checkout = await realpath(fileURLToPath(new URL("../..", import.meta.url)));
const bin = (name: string) => join(checkout, "node_modules/.bin", name);

/** Runs a program with its output shown as it comes; nothing to read on its standard input. */
async function run(program: string, ...args: string[]): Promise<boolean> {
  const child = spawn(program, args, { cwd: checkout, stdio: ["ignore", "inherit", "inherit"] });
  const [code] = await once(child, "exit");
  return code === 0;
}

async function runSeries(project: string, folder: string): Promise<Tally & { failures: readonly string[] }> {
  const report = join(folder, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const ok = await run(bin("vitest"), "run", "--project", project, ...reporters);
  const text = await readFile(report, "utf8").catch(() => "");
  return { ...readTally(text, ok), failures: listFailures(text) };
}

const folder = await mkdtemp(join(tmpdir(), "atelier-tests-"));
const failedSteps: string[] = [];
try {
  // Everything `check` does except the unit tests, which are counted below.
  const steps: readonly (readonly [string, ...string[]])[] = [
    [process.execPath, join(checkout, "labs/cli/main.ts"), "doctor", "--install"],
    [bin("oxfmt"), "--check"],
    [bin("oxlint"), "--type-aware", "--type-check", "--deny-warnings"],
    [bin("knip")],
  ];
  for (const step of steps) {
    const shown = step.map((word) => word.replace(`${checkout}/`, "")).join(" ");
    process.stdout.write(`\n> ${shown}\n`);
    if (!(await run(...step))) failedSteps.push(`FAILED ${shown}`);
  }
  const tallies = [await runSeries("unit", folder), await runSeries("integration", folder)];
  const total = addTallies([...tallies, { passed: 0, failed: failedSteps.length, skipped: 0 }]);
  const ran = tallies.every(({ passed, failed }) => passed + failed > 0);
  // Said again where a log that was cut short still shows it.
  for (const failure of [...failedSteps, ...tallies.flatMap(({ failures }) => failures)]) {
    process.stdout.write(`\n${failure}\n`);
  }
  process.stdout.write(`\n${describeTally(total)}\n`);
  process.exitCode = ran && total.failed === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
