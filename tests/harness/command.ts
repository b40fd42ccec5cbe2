// `./atelier` as a user meets it: a process with a state folder of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const atelier = fileURLToPath(new URL("../../atelier", import.meta.url));

/** A state folder with a space and an accent in its name. */
export async function makeStateHome(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "atelier état "));
  // PostgreSQL runs as another user when we are root.
  await chmod(folder, 0o711);
  return folder;
}

/** Starts a command; its output grows as it speaks. */
export function startAtelier(stateHome: string, ...args: string[]) {
  const child = spawn(atelier, args, {
    cwd: tmpdir(),
    env: { ...process.env, ATELIER_STATE_HOME: stateHome, LC_ALL: "C.UTF-8" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  return { child, output };
}

/** Runs a command to its end. @throws Error with all that it said, when it fails */
export async function atelierDone(stateHome: string, ...args: string[]): Promise<string> {
  const { child, output } = startAtelier(stateHome, ...args);
  const [code] = await once(child, "close");
  if (code !== 0)
    throw new Error(`./atelier ${args.join(" ")}: exit ${code}\n${output.stderr}${output.stdout}`);
  return output.stdout;
}
