// The sandbox proves itself before anything of a candidate's runs in it: each probe must be stopped, and the same probe must
// get through when its guard is taken away, or it would prove nothing. All at once; well under a second.
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Guard } from "./guards.ts";
import { STAGE_LIMITS, type Limits } from "./limits.ts";
import { openSandbox, type Sandbox, type SandboxOptions } from "./sandbox.ts";

interface Scene {
  /** Shown at /probe: `private` is root's only, `open` anybody's to write. */
  readonly folder: string;
  /** Something listens here. */
  readonly port: number;
}

interface Probe {
  readonly guards: readonly Guard[];
  /** Prints the guard's name where it gets through. */
  script(scene: Scene): string;
  readonly limits?: Partial<Limits>;
}

const MB = 2 ** 20;
const PROBE_LIMIT_MS = 10_000;

const PROBES: readonly Probe[] = [
  {
    // What a command sees: one script for all, since each part stands for itself.
    guards: ["files", "identity", "read-only", "network", "process-namespace", "environment", "host-name"],
    script: ({ port }) => `
      grep -qs ^root: /etc/passwd /host/etc/passwd && echo files
      [ -r /probe/private ] && echo identity
      (echo changed > /probe/open) 2>/dev/null && echo read-only
      bash -c ': < /dev/tcp/127.0.0.1/${port}' 2>/dev/null && echo network
      [ "$(cat /proc/1/comm)" != bwrap ] && echo process-namespace
      [ -n "$LC_ALL" ] && echo environment
      [ "$(uname -n)" != atelier ] && echo host-name
      exit 0`,
  },
  {
    guards: ["user-namespaces"],
    script: () => "unshare --user true 2>/dev/null && echo user-namespaces; exit 0",
  },
  {
    guards: ["memory"],
    // `tail` keeps what it is asked for in memory.
    script: () => "head -c 48m /dev/zero | tail -c 48m | wc -c | grep -qx 50331648 && echo memory",
    limits: { memoryBytes: 24 * MB },
  },
  {
    guards: ["processes"],
    script: () =>
      "for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do sleep 60 & done 2>/dev/null; echo processes; kill 0",
    limits: { pids: 12 },
  },
  {
    guards: ["output"],
    script: () => "head -c 256k /dev/zero; echo; echo output",
    limits: { outputBytes: 4096 },
  },
  {
    guards: ["time"],
    script: () => "sleep 0.4; echo time",
    limits: { wallMs: 50 },
  },
];

/** @throws ConfigError `sandbox-unproven` where a guard does not hold on this machine, or its probe proves nothing */
export async function openProvenSandbox(options: SandboxOptions): Promise<Sandbox> {
  const sandbox = await openSandbox(options);
  try {
    await prove(options);
  } catch (error) {
    await sandbox.close();
    throw error;
  }
  return sandbox;
}

/** @throws ConfigError as above */
export async function prove(options: SandboxOptions): Promise<void> {
  const folder = await mkdtemp(join(options.stateDir, "proof-"));
  const listener = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
  await once(listener, "listening");
  try {
    const seen = join(folder, "seen");
    await mkdir(seen);
    await writeFile(join(seen, "private"), "", { mode: 0o600 });
    await writeFile(join(seen, "open"), "", { mode: 0o666 });
    const scene = { folder: seen, port: (listener.address() as AddressInfo).port };
    const results = await Promise.all(
      PROBES.map((probe) => tryProbe(probe, { ...options, stateDir: folder }, scene)),
    );
    const faults = results.flat();
    if (faults.length > 0) {
      throw new ConfigError(
        "sandbox-unproven",
        `The sandbox does not hold on this machine, so nothing is graded: ${faults.join("; ")}`,
      );
    }
  } finally {
    listener.close();
    await rm(folder, { recursive: true });
  }
}

async function tryProbe(probe: Probe, options: SandboxOptions, scene: Scene): Promise<string[]> {
  const [guarded, control] = await Promise.all([
    runProbe(probe, options, scene, options.without ?? new Set()),
    runProbe(probe, options, scene, new Set(probe.guards)),
  ]);
  return probe.guards.flatMap((guard) => [
    ...(guarded.has(guard) ? [`the guard "${guard}" stops nothing`] : []),
    ...(control.has(guard) ? [] : [`the probe of the guard "${guard}" fails even without it`]),
  ]);
}

/** @returns the guards that it got past */
async function runProbe(
  { script, limits }: Probe,
  options: SandboxOptions,
  scene: Scene,
  without: ReadonlySet<Guard>,
): Promise<Set<string>> {
  const stateDir = await mkdtemp(join(options.stateDir, "probe-"));
  const sandbox = await openSandbox({ ...options, stateDir, without });
  try {
    const run = await sandbox.run({
      name: "probe",
      command: ["sh", "-c", script(scene)],
      network: "none",
      readOnly: [{ host: scene.folder, seen: "/probe" }],
      writable: [],
      environment: { PATH: "/usr/bin:/bin" },
      cwd: "/",
      limits: { ...STAGE_LIMITS, wallMs: PROBE_LIMIT_MS, ...limits },
    });
    // What was stopped half-way has not got through.
    return new Set(run.ended === "exited" ? run.stdout.split("\n") : []);
  } finally {
    await sandbox.close();
  }
}
