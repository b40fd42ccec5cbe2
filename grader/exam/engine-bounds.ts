// What a submission makes engines and the source do is bounded as its own commands are: by a control group and a disk for those
// of a world. They stand beside the groups of its commands, which count for themselves.
import { statfsSync } from "node:fs";
import { chmod, mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { requireSpace } from "@atelier/engines/cache.ts";
import { ownPid } from "@atelier/engines/host.ts";
import {
  enterGroup,
  findControlGroups,
  type ControlGroups,
  type GroupLimits,
} from "../sandbox/control-group.ts";
import { createDisk } from "../sandbox/disk.ts";
import { ALL_GUARDS_STAND, type Without } from "../sandbox/guards.ts";
import type { Told } from "../told.ts";

const MB = 2 ** 20;

export interface EngineLimits extends GroupLimits {
  readonly diskBytes: number;
}

/**
 * Several times what the reference needs at scale 1 (figures: docs/decisions/0042-bounded-engines.md): whoever reaches
 * them does something else than the brief asks. Processors are not bounded: what takes long is bounded by time.
 */
export const ENGINE_LIMITS: EngineLimits = {
  memoryBytes: 6144 * MB,
  // Threads of two JVMs, and a process for each session of PostgreSQL.
  pids: 2048,
  cpuCores: Infinity,
  diskBytes: 12 * 1024 * MB,
};

/** With less than that left an engine may have been refused: Neo4j reserves its logs by files of 256 MB. */
const LEFT_BYTES = 300 * MB;
const LOOK_EVERY_MS = 250;
/** A sparse disk takes what is written; on less than that, no engine starts. */
const HOST_BYTES = 512 * MB;

export interface EngineBounds {
  /** Program and arguments to run an engine through. */
  readonly through: readonly string[];
  /** What has been reached, at any time so far; undefined: nothing. */
  exceeded(): Promise<Told | undefined>;
  /** Ends what still runs. */
  remove(): Promise<void>;
}

export interface BoundOptions {
  /** For tests of the guards. */
  readonly limits?: EngineLimits;
  readonly without?: Without;
  readonly groups?: ControlGroups;
}

let made = 0;

/** @param stateDir of the engines; it becomes the bounded disk */
export async function boundEngines(
  stateDir: string,
  { limits = ENGINE_LIMITS, without = ALL_GUARDS_STAND, groups }: BoundOptions = {},
): Promise<EngineBounds> {
  await requireSpace(dirname(stateDir), HOST_BYTES, "keep the state on a larger disk");
  made += 1;
  // A sandbox's number is never 0: see its own prefix.
  const name = `atelier-${ownPid}-0-${made}`;
  const group = await (groups ?? (await findControlGroups())).create(name, limits, without);
  const disk = await createDisk({
    stateDir: dirname(stateDir),
    name: basename(stateDir),
    bytes: limits.diskBytes,
    owner: 0,
    without,
  }).catch(async (error: unknown) => {
    await group.remove();
    throw error;
  });
  // Engines run as several users: they may pass, and not list.
  await chmod(disk.folder, 0o711);
  const temporary = join(disk.folder, "tmp");
  await mkdir(temporary, { mode: 0o700 });
  let wasFull = false;
  // What has filled the disk is often gone a moment later: an engine undoes what it could not end.
  const watch = setInterval(() => {
    const { bavail, bsize } = statfsSync(disk.folder);
    wasFull ||= !without.has("disk") && bavail * bsize < LEFT_BYTES;
  }, LOOK_EVERY_MS);
  return {
    through: ["env", `TMPDIR=${temporary}`, ...enterGroup(group)],
    async exceeded() {
      if ((await group.usage()).outOfMemory) return OUT_OF_MEMORY(limits.memoryBytes);
      return wasFull ? DISK_FULL(limits.diskBytes) : undefined;
    },
    async remove() {
      clearInterval(watch);
      await group.killAll();
      await group.remove();
      await disk.remove();
    },
  };
}

const gigabytes = (bytes: number) => Number((bytes / 2 ** 30).toFixed(1));

const OUT_OF_MEMORY = (bytes: number): Told => ({
  fr: `Ce que la soumission a fait faire aux moteurs et à la source a dépassé leur mémoire (${gigabytes(bytes)} Go) : un processus a été arrêté.`,
  en: `What the submission had engines and source do went beyond their memory (${gigabytes(bytes)} GB): a process was ended.`,
});

const DISK_FULL = (bytes: number): Told => ({
  fr: `Ce que la soumission a fait écrire aux moteurs a rempli leur disque (${gigabytes(bytes)} Go).`,
  en: `What the submission had engines write has filled their disk (${gigabytes(bytes)} GB).`,
});
