// The archive that candidates get, opened: it holds what runs the kit, and nothing that answers the exam.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCommand } from "@atelier/engines/run-command.ts";
import { atelierDone, makeStateHome } from "../../harness/command.ts";

const CHECKOUT = fileURLToPath(new URL("../../..", import.meta.url));
/** The reference, its models, and what proves the grader: whoever has them has the answers. */
const SECRET_PARTS = [
  "scraper",
  "etl",
  "model",
  "model-api",
  "model-store",
  "trainer",
  "scorer",
  "dashboard",
].map((service) => `services/${service}`);
const SECRET_FOLDERS = [...SECRET_PARTS, "tests"];
const SETUP_MS = 300_000;

let stateHome = "";
let opened = "";
let kit = "";
let files: string[] = [];

beforeAll(async () => {
  stateHome = await makeStateHome();
  opened = await mkdtemp(join(tmpdir(), "atelier-kit-test-"));
  const archive = join(opened, "kit.tar.gz");
  await atelierDone(stateHome, "kit", archive);
  await runCommand({ program: "tar", args: ["-xzf", archive, "-C", opened] });
  kit = join(opened, "atelier-kit");
  files = await filesOf(kit);
}, SETUP_MS);

afterAll(async () => {
  await rm(stateHome, { recursive: true, force: true });
  await rm(opened, { recursive: true, force: true });
});

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

const sha256 = async (file: string): Promise<string> =>
  createHash("sha256")
    .update(await readFile(file))
    .digest("hex");

async function tracked(...folders: string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)("git", ["ls-files", "-z", "--", ...folders], {
    cwd: CHECKOUT,
  });
  return stdout.split("\0").filter((path) => path !== "");
}

it("holds the task, the engines, the source, the checks and a starter in each language", () => {
  expect(files).toEqual(
    expect.arrayContaining([
      "README.md",
      "atelier",
      "brief/contract.en.html",
      "brief/contract.fr.md",
      "brief/dossier.fr.html",
      "brief/dossier.fr.txt",
      "grader/checks/checks.ts",
      "labs/starters/python/submission.yaml",
      "labs/starters/typescript/submission.yaml",
      "services/source/main.ts",
    ]),
  );
});

it("holds no file of the reference, the mutants or the tests, under whatever name", async () => {
  expect(files.filter((file) => SECRET_FOLDERS.some((folder) => file.startsWith(`${folder}/`)))).toEqual([]);
  const secret = new Map<string, string>();
  for (const path of await tracked(...SECRET_FOLDERS)) secret.set(await sha256(join(CHECKOUT, path)), path);
  // A submission of a candidate's own begins with what the kit gives to everybody.
  for (const path of await tracked("labs/starters")) secret.delete(await sha256(join(CHECKOUT, path)));
  secret.delete(await sha256(join(kit, "brief/submission.schema.json")));
  expect(secret.size).toBeGreaterThan(SECRET_FOLDERS.length);
  const copied: string[] = [];
  for (const file of files) {
    const path = secret.get(await sha256(join(kit, file)));
    if (path !== undefined) copied.push(`${file}: ${path}`);
  }
  expect(copied).toEqual([]);
});

it("asks for no part that it does not hold, and locks nothing of it", async () => {
  const parts = SECRET_PARTS.map((part) => part.replace("services/", "@atelier/"));
  const asking: string[] = [];
  for (const file of files.filter((name) => /\.(?:ts|json)$/.test(name))) {
    const text = await readFile(join(kit, file), "utf8");
    const part = parts.find((name) => text.includes(`"${name}"`) || text.includes(`"${name}/`));
    if (part !== undefined) asking.push(`${file}: ${part}`);
  }
  expect(asking).toEqual([]);
});

it("holds no secret of an exam, no state and nothing of who has built it", async () => {
  expect(files.filter((file) => /secret$|\.env$|node_modules|\.git\/|\.log$/.test(file))).toEqual([]);
  for (const file of files) {
    const text = await readFile(join(kit, file), "latin1");
    expect([stateHome, homedir()].filter((path) => text.includes(`${path}/`))).toEqual([]);
  }
});
