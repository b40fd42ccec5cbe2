// Tools from PyPI, each in a venv of its own: installed once, pinned, into the cache outside the checkout.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { defaultCacheDir } from "@atelier/engines/host.ts";

const run = promisify(execFile);
const LIMIT_MS = 300_000;

/** @returns the program `name` of what the file `requirements` pins */
export async function pythonTool(name: string, requirements: string): Promise<string> {
  const hash = createHash("sha256")
    .update(await readFile(requirements))
    .digest("hex")
    .slice(0, 12);
  const folder = join(defaultCacheDir(), `${name}-${hash}`);
  const done = join(folder, ".installed");
  if (!(await stat(done).catch(() => undefined))) {
    await rm(folder, { recursive: true, force: true });
    await run("python3", ["-m", "venv", folder], { timeout: LIMIT_MS });
    await run(join(folder, "bin/pip"), ["install", "-q", "-r", requirements], { timeout: LIMIT_MS });
    await writeFile(done, "");
  }
  return join(folder, "bin", name);
}
