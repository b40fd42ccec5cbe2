// Attacks on the sandbox, each twice. Whatever a control lets loose is held by outer bounds.
import { mkdtemp, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GUARDS, type Guard } from "@atelier/grader/sandbox/guards.ts";
import { STAGE_LIMITS } from "@atelier/grader/sandbox/limits.ts";
import { prove } from "@atelier/grader/sandbox/proof.ts";
import { openSandbox } from "@atelier/grader/sandbox/sandbox.ts";
import type { SandboxedProcess } from "@atelier/grader/sandbox/sandboxed-process.ts";
import { openOuterBounds, type OuterBounds } from "../../../harness/outer-bounds.ts";
import { waitUntil } from "../../../harness/wait-until.ts";
import { SANDBOX_ATTACKS, type SandboxAttack } from "../../../submissions/attacks/sandbox-attacks.ts";
import { setScene, type Scene } from "../../../submissions/attacks/scene.ts";

const MB = 2 ** 20;
const LIMITS = {
  ...STAGE_LIMITS,
  memoryBytes: 256 * MB,
  pids: 100,
  fileBytes: 256 * MB,
  temporaryBytes: 64 * MB,
  outputBytes: 16 * MB,
  wallMs: 20_000,
};
const OUTER = { memoryBytes: 512 * MB, pids: 200, cpuCores: 2, diskBytes: 256 * MB };
const DISK_BYTES = 32 * MB;
const CANARY = "ATELIER_ATTACK_CANARY";

let stateDir: string;
let scene: Scene;
let outer: OuterBounds;

beforeAll(async () => {
  process.env[CANARY] = "sings";
  stateDir = await mkdtemp("/var/tmp/atelier-attacks-");
  scene = await setScene();
  outer = await openOuterBounds("attacks", OUTER);
});

afterAll(async () => {
  await scene.close();
  await outer.close();
  await rm(stateDir, { recursive: true });
  delete process.env[CANARY];
});

beforeEach(() => scene.restart());

describe("an attack on the sandbox gets through without its guard, and not with it:", () => {
  it.each(SANDBOX_ATTACKS.map((attack) => [attack.id, attack] as const))("%s", async (_, attack) => {
    expect(await succeeds(attack, attack.guards)).toBe(true);
    await scene.restart();
    expect(await succeeds(attack, [])).toBe(false);
    if (attack.guards.length === 1) return;
    for (const guard of attack.guards) expect(await succeeds(attack, [guard])).toBe(false);
  });

  it("has an attack for every guard", () => {
    const attacked = new Set(SANDBOX_ATTACKS.flatMap(({ guards }) => guards));
    expect(GUARDS.filter((guard) => !attacked.has(guard))).toEqual([]);
  });
});

describe("the proof at the start", () => {
  it("passes on this machine", async () => {
    await expect(prove({ stateDir })).resolves.toBeUndefined();
  });

  it.each([
    "files",
    "identity",
    "network",
    "process-namespace",
    "environment",
    "user-namespaces",
    "memory",
    "processes",
    "output",
    "time",
  ] as const)("refuses to grade without the guard %s", async (guard) => {
    await expect(prove({ stateDir, groups: outer.groups, without: new Set([guard]) })).rejects.toThrow(
      `the guard "${guard}" stops nothing`,
    );
  });
});

async function succeeds(attack: SandboxAttack, without: readonly Guard[]): Promise<boolean> {
  const folder = await mkdtemp(join(outer.folder, "grade-"));
  const sandbox = await openSandbox({
    stateDir: folder,
    groups: outer.groups,
    without: new Set(without),
  });
  try {
    const disk = await sandbox.disk("work", DISK_BYTES);
    const started = await sandbox.start({
      name: attack.id,
      command: [...INTERPRETERS[attack.language], attack.program],
      network: attack.enter ? { enter: attack.enter(scene) } : "none",
      readOnly: [
        { host: scene.folder, seen: "/given" },
        { host: dirname(process.execPath), seen: "/opt/node" },
      ],
      writable: [{ host: disk.folder, seen: "/work" }],
      environment: { PATH: "/usr/bin:/bin", ...scene.environment },
      cwd: "/work",
      limits: { ...LIMITS, ...attack.limits },
    });
    const run = await started.exited;
    const survivors = await survivorsOf(started);
    return await attack.succeeded({ run, scene, survivors });
  } finally {
    await sandbox.close();
    await rm(folder, { recursive: true });
  }
}

/** Those of a namespace that is ending are not counted. */
async function survivorsOf(started: SandboxedProcess): Promise<number> {
  // When the group is gone, nothing is in it.
  const count = () =>
    started.usage().then(
      ({ processes }) => processes,
      () => 0,
    );
  return waitUntil("all processes to end", async () => ((await count()) === 0 ? 0 : undefined), {
    deadlineMs: 2000,
  }).catch(count);
}

const INTERPRETERS = {
  sh: ["sh", "-c"],
  python3: ["/usr/bin/python3", "-I", "-c"],
  node: ["/opt/node/node", "-e"],
} as const;
