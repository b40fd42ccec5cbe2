// What this machine must have, how each thing is recognised, and the one line that installs it.
import { access, readFile, statfs } from "node:fs/promises";
import { availableParallelism, freemem, totalmem } from "node:os";
import { dirname } from "node:path";
import { checkRequirements, type Requirement } from "@atelier/engines/requirements.ts";
import type { Machine } from "../machine.ts";

export interface Finding {
  readonly name: string;
  /** `missing` stops a run; `warning` only tells. */
  readonly state: "ok" | "missing" | "warning";
  /** What was found, or what is wrong. */
  readonly detail: string;
  /** Debian packages that mend it; none where it takes more, see `remedy`. */
  readonly packages: readonly string[];
  /** The one line that mends it, or shows what is in the way; empty when there is nothing to do. */
  readonly remedy: string;
  /** Whether running the remedy is all it takes. */
  readonly isInstallable: boolean;
}

const NEEDED_DISK_BYTES = 3 * 1024 ** 3;
const NEEDED_MEMORY_BYTES = 3 * 1024 ** 3;
const NEEDED_WATCHES = 8192;

/** For grading; a run does without. */
const OPTIONAL = new Set(["network namespaces", "iproute2", "bubblewrap", "e2fsprogs"]);
/** For grading, which only root does: nobody else is kept from anything by its absence. */
const ROOTS = new Set(["bubblewrap"]);

export async function examine(machine: Machine, stateDir: string): Promise<Finding[]> {
  const programs = await checkRequirements();
  return [
    ok("node", process.versions.node),
    ...programs.map((program) => toFinding(machine, program)),
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
  isInstallable: false,
});

function toFinding(
  { userId }: Machine,
  { name, found, needed, installCommand, packages }: Requirement,
): Finding {
  if (found !== null) return ok(name, found);
  const remedy = userId === 0 ? installCommand : `sudo sh -c ${quote(installCommand)}`;
  const isOptional = OPTIONAL.has(name) || (ROOTS.has(name) && userId !== 0);
  const state = isOptional ? "warning" : "missing";
  return { name, state, detail: needed, packages, remedy, isInstallable: true };
}

/** For a POSIX shell. */
const quote = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

async function findDisk(stateDir: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(await existingParent(stateDir));
  const free = bavail * bsize;
  if (free >= NEEDED_DISK_BYTES) return ok("disk", `${gigabytes(free)} GB (${stateDir})`);
  const detail = `${gigabytes(free)} / ${gigabytes(NEEDED_DISK_BYTES)} GB in ${stateDir}`;
  return { ...ok("disk", detail), state: "missing", remedy: `df -h '${stateDir}'` };
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
  return { ...ok("memory", detail), state: totalmem() < NEEDED_MEMORY_BYTES ? "warning" : "ok" };
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
