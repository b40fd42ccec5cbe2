// Assembles the reference's submission: the folder's own files, and of the repository what its commands start, with the lock
// reduced to that. Nothing of the grader, the source, the worlds or the tests goes along.
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";

const CHECKOUT = fileURLToPath(new URL("../../..", import.meta.url));
const FOLDER = fileURLToPath(new URL("folder", import.meta.url));
const SERVICES = [
  "contracts",
  "platform",
  "scraper",
  "etl",
  "model",
  "model-store",
  "trainer",
  "scorer",
  "dashboard",
];
/** What a submission never reads of the contracts. */
const LEFT_OUT = new Set(["node_modules", "submission.ts", "model-api.ts", "questions.ts"]);

const Manifest = z.looseObject({
  name: z.string(),
  dependencies: z.record(z.string(), z.string()),
  workspaces: z.array(z.string()),
  engines: z.record(z.string(), z.string()),
});
const Lock = z.looseObject({ packages: z.record(z.string(), z.unknown()) });

/** Fills `target`, which is made if it is not there. */
export async function buildReference(target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  await cp(FOLDER, target, { recursive: true });
  for (const service of SERVICES) {
    await cp(join(CHECKOUT, "services", service), join(target, "services", service), {
      recursive: true,
      filter: (path) => !LEFT_OUT.has(basename(path)),
    });
  }
  await reduceLock(target);
}

/** npm itself prunes the lock to what the reduced manifests ask for; nothing is fetched. */
async function reduceLock(target: string): Promise<void> {
  const [manifest, lock] = await Promise.all([
    readFile(join(target, "package.json"), "utf8"),
    readFile(join(CHECKOUT, "package-lock.json"), "utf8"),
  ]);
  const { name, workspaces, dependencies, engines } = Manifest.parse(JSON.parse(manifest));
  const { packages, ...rest } = Lock.parse(JSON.parse(lock));
  const reduced = {
    ...rest,
    name,
    packages: { ...packages, "": { name, workspaces, dependencies, engines } },
  };
  await writeFile(join(target, "package-lock.json"), `${JSON.stringify(reduced, null, 2)}\n`);
  await promisify(execFile)(
    "npm",
    ["install", "--package-lock-only", "--offline", "--ignore-scripts", "--no-audit", "--no-fund"],
    { cwd: target },
  );
}
