// Every Dockerfile by hadolint, with the exceptions that .hadolint.yaml gives reasons for.
import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { pythonTool } from "../../harness/python-tool.ts";

const checkout = fileURLToPath(new URL("../../..", import.meta.url));
const requirements = fileURLToPath(new URL("../../harness/hadolint/requirements.txt", import.meta.url));

/** @returns what it says; the empty text when it has nothing to say */
async function hadolint(...files: readonly string[]): Promise<string> {
  const program = await pythonTool("hadolint", requirements);
  return promisify(execFile)(program, ["--no-color", ...files], { cwd: checkout }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

it("has nothing to say of our Dockerfiles", async () => {
  const files = globSync("docker/{*,offline/*}/Dockerfile", { cwd: checkout });
  expect(files.length).toBeGreaterThan(15);
  expect(await hadolint(...files)).toBe("");
});

it("says what is wrong with another", async () => {
  const folder = await mkdtemp(join(tmpdir(), "atelier-hadolint-"));
  const file = join(folder, "Dockerfile");
  await writeFile(file, "FROM debian\nRUN cd /tmp && sudo true\n");
  expect(await hadolint(file)).toMatch(/DL3006[\s\S]*DL3004/);
  await rm(folder, { recursive: true });
});
