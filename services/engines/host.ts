// All that this package asks of its own process and of the machine's accounts, in one place.
import { access, constants } from "node:fs/promises";
import { homedir, userInfo } from "node:os";
import { delimiter, join } from "node:path";

const ENGINE_VARIABLES = ["PATH", "HOME", "JAVA_HOME", "TMPDIR"];

export function hostEnvironment(): NodeJS.ProcessEnv {
  return process.env;
}

/** For tools that install: everything, and bytes in paths are UTF-8 whatever the user's locale says. */
export function toolEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: "C.UTF-8", ...extra };
}

/** For engines: what they need to run, so that no secret of ours is carried into a process that strangers talk to. */
export function engineEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = ENGINE_VARIABLES.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), LC_ALL: "C.UTF-8", ...extra };
}

export function defaultCacheDir(): string {
  return join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "atelier");
}

export function isRoot(): boolean {
  return userInfo().uid === 0;
}

/** As npm names packages for one kind of machine: `linux-x64`. */
export function platformName(): string {
  return `${process.platform}-${process.arch}`;
}

export const ownPid = process.pid;

/** Sends a signal; a process that has just ended is no error. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Full path of a program on the PATH. */
export async function findProgram(name: string): Promise<string | undefined> {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    const file = join(folder, name);
    if (folder && (await isExecutable(file))) return file;
  }
  return undefined;
}

function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
