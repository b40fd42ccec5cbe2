// What this machine must have, how each thing is recognised, and the one line that installs it.
import { access, constants, readFile, statfs } from "node:fs/promises";
import { availableParallelism, freemem, totalmem } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { Machine } from "../machine.ts";

export interface Finding {
  readonly name: string;
  /** `missing` stops a run; `warning` only tells. */
  readonly state: "ok" | "missing" | "warning";
  /** What was found, or what is wrong. */
  readonly detail: string;
  /** Debian packages that mend it. */
  readonly packages: readonly string[];
  /** The one line that mends it; empty when there is nothing to do. */
  readonly remedy: string;
}

interface Program {
  readonly name: string;
  /** Any of these on the PATH will do. */
  readonly programs: readonly string[];
  readonly packages: readonly string[];
}

const PROGRAMS: readonly Program[] = [
  { name: "Java 17+", programs: ["java"], packages: ["openjdk-17-jdk-headless"] },
  { name: "Maven", programs: ["mvn"], packages: ["maven"] },
  { name: "Go or mongod", programs: ["mongod", "go"], packages: ["golang-go"] },
  { name: "Chromium", programs: ["chromium", "chromium-browser", "google-chrome"], packages: ["chromium"] },
  { name: "flock, setpriv", programs: ["setpriv"], packages: ["util-linux"] },
];

const NEEDED_DISK_BYTES = 3 * 1024 ** 3;
const NEEDED_MEMORY_BYTES = 3 * 1024 ** 3;
const NEEDED_WATCHES = 8192;

export async function examine(machine: Machine, stateDir: string): Promise<Finding[]> {
  return [
    ok("Node", process.versions.node),
    ...(await Promise.all(PROGRAMS.map((program) => findProgram(machine, program)))),
    await findDisk(stateDir),
    findMemory(),
    ...(await findWatches()),
    ...(await findWsl(machine)),
  ];
}

const ok = (name: string, detail: string): Finding => ({
  name,
  state: "ok",
  detail,
  packages: [],
  remedy: "",
});

async function findProgram(machine: Machine, { name, programs, packages }: Program): Promise<Finding> {
  for (const program of programs) {
    const path = await which(machine, program);
    if (path) return ok(name, path);
  }
  return {
    name,
    state: "missing",
    detail: programs.join(", "),
    packages,
    remedy: aptLine(machine, packages),
  };
}

export function aptLine({ userId }: Machine, packages: readonly string[]): string {
  return `${userId === 0 ? "" : "sudo "}apt-get install -y --no-install-recommends ${packages.join(" ")}`;
}

export async function which({ environment }: Machine, program: string): Promise<string | undefined> {
  for (const folder of (environment["PATH"] ?? "").split(delimiter)) {
    const path = join(folder, program);
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (folder && isThere) return path;
  }
  return undefined;
}

async function findDisk(stateDir: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(await existingParent(stateDir));
  const free = bavail * bsize;
  const detail = `${gigabytes(free)} GB (${stateDir})`;
  if (free >= NEEDED_DISK_BYTES) return ok("Disk", detail);
  return { ...ok("Disk", detail), state: "missing", remedy: `df -h '${stateDir}'` };
}

/** The nearest folder above that exists. */
async function existingParent(folder: string): Promise<string> {
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  return isThere ? folder : existingParent(dirname(folder));
}

function findMemory(): Finding {
  const detail = `${gigabytes(totalmem())} GB, ${gigabytes(freemem())} GB free, ${availableParallelism()} CPU`;
  return { ...ok("Memory", detail), state: totalmem() < NEEDED_MEMORY_BYTES ? "warning" : "ok" };
}

const gigabytes = (bytes: number) => (bytes / 1024 ** 3).toFixed(1);

/** `check --watch` and editors share these. */
async function findWatches(): Promise<Finding[]> {
  const text = await readFile("/proc/sys/fs/inotify/max_user_watches", "utf8").catch(() => undefined);
  if (text === undefined) return [];
  if (Number(text) >= NEEDED_WATCHES) return [ok("inotify", text.trim())];
  const remedy = "sudo sysctl fs.inotify.max_user_watches=524288";
  return [{ ...ok("inotify", text.trim()), state: "warning", remedy }];
}

/** Windows' own disks are slow from WSL and send no change notices. */
async function findWsl({ checkout }: Machine): Promise<Finding[]> {
  const version = await readFile("/proc/version", "utf8").catch(() => "");
  if (!/microsoft/i.test(version)) return [];
  if (!checkout.startsWith("/mnt/")) return [ok("WSL", checkout)];
  return [{ ...ok("WSL", checkout), state: "warning", remedy: `git clone '${checkout}' ~/atelier` }];
}
