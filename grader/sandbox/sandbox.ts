// Runs what a candidate has written, where it can do no harm and learn nothing that it is not told: bubblewrap for what it
// sees, a control group for what it uses, a disk of its own for what it writes. Everything in here is hostile.
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { arch, tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram, hostEnvironment, isRoot, ownPid } from "@atelier/engines/host.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { SandboxRun } from "../phases/stage-commands.ts";
import { bubblewrapOptions, type Bind } from "./bubblewrap.ts";
import { findControlGroups, type ControlGroup, type ControlGroups } from "./control-group.ts";
import { createDisk, type Disk } from "./disk.ts";
import { ALL_GUARDS_STAND, type Without } from "./guards.ts";
import { launchPrefix, stagedSource } from "./launcher.ts";
import type { Limits } from "./limits.ts";
import { FIRST_INPUT, STATUS_DESCRIPTOR, startProcess, type SandboxedProcess } from "./sandboxed-process.ts";
import { systemCallFilter } from "./system-calls.ts";

/** One that is entered by a command before the sandbox: `nsenter …`. */
export interface Network {
  readonly enter: readonly string[];
}

export interface SandboxedCommand {
  /** Names its output files; one of a kind in a sandbox. */
  readonly name: string;
  readonly command: readonly string[];
  /** `inherited`: the network in which this process runs, which is for the caller to have closed. */
  readonly network: "none" | "inherited" | Network;
  readonly readOnly: readonly Bind[];
  readonly writable: readonly Bind[];
  /** Nothing else. */
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly stdin?: string | Uint8Array;
  readonly limits: Limits;
}

export interface Sandbox {
  /** Who owns what commands write, as the host sees it. */
  readonly user: number;
  start(command: SandboxedCommand): Promise<SandboxedProcess>;
  run(command: SandboxedCommand): Promise<SandboxRun>;
  /** A folder of a bounded size. It goes with the sandbox. */
  disk(name: string, bytes: number): Promise<Disk>;
  /** Ends what runs. */
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** Only root's: output files and disks are kept here. */
  readonly stateDir: string;
  /** For tests of the guards. */
  readonly without?: Without;
  /** Found on the machine unless given. */
  readonly groups?: ControlGroups;
}

/** An account that nothing else on a machine has: above what Debian gives out, below what containers map. */
const SANDBOX_USER = 64_901;
const LAUNCHER_ENVIRONMENT = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C.UTF-8" };

const FILES: Readonly<Record<string, string>> = {
  "/etc/passwd": `candidate:x:${SANDBOX_USER}:${SANDBOX_USER}::/tmp:/bin/sh\n`,
  "/etc/group": `candidate:x:${SANDBOX_USER}:\n`,
  "/etc/hosts": "127.0.0.1 localhost\n::1 localhost\n",
  "/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
};

let sandboxes = 0;

/** @throws ConfigError, with the remedy, for what the machine lacks. It does not prove itself: see proof.ts. */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { stateDir, without = ALL_GUARDS_STAND } = options;
  const bubblewrap = await findProgram("bwrap");
  if (bubblewrap === undefined) {
    throw new ConfigError(
      "no-bubblewrap",
      "bubblewrap is missing: apt-get install -y bubblewrap, or ./atelier doctor --install",
    );
  }
  const filter = systemCallFilter(arch());
  if (!filter)
    throw new ConfigError("no-filter", `Grading needs an x86-64 or arm64 machine, and this is ${arch()}`);
  if (!isRoot()) {
    throw new ConfigError(
      "not-root",
      "Grading bounds a submission's disk, which only root may: sudo ./atelier grade …",
    );
  }
  const groups = options.groups ?? (await findControlGroups());
  await groups.removeAbandoned();
  const logFolder = join(stateDir, "output");
  await mkdir(logFolder, { recursive: true, mode: 0o700 });
  const neutralFolder = await mkdtemp(join(tmpdir(), "run-"));
  const stage = join(neutralFolder, "stage");
  await mkdir(stage);
  await chmod(neutralFolder, 0o711);
  sandboxes += 1;
  const prefix = `atelier-${ownPid}-${sandboxes}`;
  const running = new Set<SandboxedProcess>();
  const disks = new Set<Disk>();
  const left = new Set<ControlGroup>();
  let number = 0;

  const start = async (command: SandboxedCommand): Promise<SandboxedProcess> => {
    number += 1;
    const group = await groups.create(`${prefix}-${number}`, command.limits, without);
    left.add(group);
    const sources = [...command.readOnly, ...command.writable];
    const staged = (binds: readonly Bind[], first: number) =>
      binds.map(({ seen }, index) => ({ host: stagedSource(stage, first + index), seen }));
    const files = Object.entries(FILES);
    const view = bubblewrapOptions(
      {
        readOnly: staged(command.readOnly, 0),
        writable: staged(command.writable, command.readOnly.length),
        environment: command.environment,
        cwd: command.cwd,
        withoutNetwork: command.network === "none",
        limits: command.limits,
        statusDescriptor: STATUS_DESCRIPTOR,
        filterDescriptor: FIRST_INPUT + 1,
        files: files.map(([seen], index) => ({ descriptor: FIRST_INPUT + 2 + index, seen })),
      },
      without,
    );
    const walls = [bubblewrap, "--args", String(FIRST_INPUT), "--"];
    const inputs = [`${view.join("\0")}\0`, filter, ...files.map(([, content]) => content)];
    const prepared = {
      ...command,
      user: SANDBOX_USER,
      argv: [
        ...(typeof command.network === "string" ? [] : command.network.enter),
        ...launchPrefix({
          groupFiles: group.joinFiles,
          asRoot: { user: SANDBOX_USER, stage },
          sources: sources.map(({ host }) => host),
          lastDescriptor: FIRST_INPUT + inputs.length - 1,
          limits: command.limits,
          without,
        }),
        ...(without.has("bubblewrap") ? [] : walls),
        ...command.command,
      ],
      launcherEnvironment: without.has("environment")
        ? { ...hostEnvironment(), ...LAUNCHER_ENVIRONMENT }
        : without.has("bubblewrap")
          ? { ...LAUNCHER_ENVIRONMENT, ...command.environment }
          : LAUNCHER_ENVIRONMENT,
      cwd: undefined,
      inputs,
      stdin: command.stdin ?? "",
      group,
      neutralFolder,
      logFolder,
      without,
      isDiskFull: async () => {
        const used = [...disks].filter(({ folder }) =>
          command.writable.some(({ host }) => isWithin(folder, host)),
        );
        return (await Promise.all(used.map((disk) => disk.isFull()))).includes(true);
      },
    };
    const started = await startProcess(prepared);
    running.add(started);
    void started.exited.then(
      () => running.delete(started),
      () => running.delete(started),
    );
    return started;
  };
  return {
    user: SANDBOX_USER,
    start,
    run: async (command) => (await start(command)).exited,
    async disk(name, bytes) {
      const disk = await createDisk({ stateDir, name, bytes, owner: SANDBOX_USER, without });
      disks.add(disk);
      return disk;
    },
    async close() {
      await Promise.all([...running].map((process_) => process_.kill()));
      for (const group of without.has("survivors") ? left : []) {
        await group.killAll();
        await group.remove();
      }
      for (const disk of disks) await disk.remove();
      await rm(neutralFolder, { recursive: true });
    },
  };
}

function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
