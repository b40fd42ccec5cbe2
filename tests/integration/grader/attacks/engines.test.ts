// Attacks by what a submission has its engines do: fill memory, fill the disk, or end. The first two succeed without the guard,
// within outer bounds; none is excused, and none hangs.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Submission } from "@atelier/contracts/submission.ts";
import { identify, processRecordSchema } from "@atelier/engines/process-identity.ts";
import { boundEngines, type EngineBounds } from "@atelier/grader/exam/engine-bounds.ts";
import { observe, watchEngines, type EngineWatch } from "@atelier/grader/exam/examine.ts";
import { openExamWorld, type OpenWorld } from "@atelier/grader/exam/exam-world.ts";
import type { Absence } from "@atelier/grader/observations.ts";
import { EMPTY } from "@atelier/grader/observations/empty.ts";
import type { PhaseContext } from "@atelier/grader/phases/phase.ts";
import type { Guard } from "@atelier/grader/sandbox/guards.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import { openOuterBounds, type OuterBounds } from "../../../harness/outer-bounds.ts";
import { waitUntil } from "../../../harness/wait-until.ts";

const MB = 2 ** 20;
const LIMITS = { memoryBytes: 512 * MB, pids: 300, cpuCores: Infinity, diskBytes: 704 * MB };
const OUTER = { memoryBytes: 2048 * MB, pids: 600, cpuCores: 2, diskBytes: 3072 * MB };

let outer: OuterBounds;
let worlds = 0;

beforeAll(async () => {
  outer = await openOuterBounds("engines", OUTER);
});
afterAll(() => outer?.close());

interface Attacked {
  readonly world: OpenWorld;
  readonly bounds: EngineBounds;
  readonly engines: EngineWatch;
  readonly stateDir: string;
}

async function attack(without: readonly Guard[], work: (attacked: Attacked) => Promise<void>): Promise<void> {
  worlds += 1;
  const stateDir = join(outer.folder, `world-${worlds}`);
  const bounds = await boundEngines(stateDir, {
    limits: LIMITS,
    without: new Set(without),
    groups: outer.groups,
  });
  try {
    const world = await openExamWorld({
      name: "live",
      scale: 0.02,
      secret: Buffer.from(secretFromSeed("bounds")),
      stores: Submission.shape.stores.parse({
        relational: { reader: "reader", loader: "loader" },
        document: { engine: "mongodb" },
      }),
      stateDir,
      cacheDir: undefined,
      through: bounds.through,
      signal: new AbortController().signal,
    });
    try {
      await work({ world, bounds, stateDir, engines: watchEngines(world, bounds) });
    } finally {
      await world.close();
    }
  } finally {
    await bounds.remove();
  }
}

/** As a view, a load or a query of the submission would. */
async function ask(world: OpenWorld, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: world.connections.postgres.ownerUrl });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return Object.values((await client.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What is said of a part that is observed by this. */
async function absencesOf(work: () => Promise<void>, { world, engines }: Attacked): Promise<Absence[]> {
  const absences: Absence[] = [];
  const context = { seen: {}, signal: new AbortController().signal } as unknown as PhaseContext;
  const phase = {
    part: "structure",
    world: "live",
    observe: () => work().then(() => EMPTY.structure),
  } as const;
  await observe(phase, world, context, absences, engines);
  return absences;
}

const HOARD = `SELECT pg_catalog.length(pg_catalog.repeat('x', ${600 * MB}))`;

it("a query that takes all memory: it does without the bound; within, it is ended, and the submission pays", async () => {
  await attack(["memory"], async ({ world, bounds }) => {
    expect(await ask(world, HOARD)).toBe(600 * MB);
    expect(await bounds.exceeded()).toBeUndefined();
  });
  await attack([], async (attacked) => {
    const absences = await absencesOf(async () => void (await ask(attacked.world, HOARD)), attacked);
    expect(absences).toMatchObject([
      { fault: "submission", reason: { en: expect.stringContaining("memory") } },
    ]);
    // It is there for what comes next.
    await waitUntil("PostgreSQL to answer again", () =>
      ask(attacked.world, "SELECT 1").catch(() => undefined),
    );
  });
});

const FILL = `CREATE TABLE filled AS
  SELECT pg_catalog.repeat(pg_catalog.md5(n::text), 55) AS text FROM pg_catalog.generate_series(1, 250000) n`;

it("a load that fills the disk: it does without the bound; within, it fails, and the submission pays", async () => {
  await attack(["disk"], async ({ world, bounds }) => {
    await ask(world, FILL);
    const bytes = Number(await ask(world, "SELECT pg_catalog.pg_total_relation_size('filled')"));
    expect(bytes).toBeGreaterThan(400 * MB);
    expect(await bounds.exceeded()).toBeUndefined();
  });
  await attack([], async (attacked) => {
    const absences = await absencesOf(async () => void (await ask(attacked.world, FILL)), attacked);
    expect(absences).toMatchObject([
      { fault: "submission", reason: { en: expect.stringContaining("disk") } },
    ]);
  });
});

it("temporary files of one session have a bound that the submission cannot move", async () => {
  await attack([], async ({ world }) => {
    expect(await ask(world, "SHOW temp_file_limit")).toBe("4GB");
    await expect(ask(world, "SET temp_file_limit = -1")).rejects.toThrow("permission denied");
  });
});

it("an engine that ends: what it cost is looked at again, and is nobody's fault unless it ends again", async () => {
  await attack([], async (attacked) => {
    const end = async () => {
      const record = await readFile(join(attacked.stateDir, "run", "mongo.json"), "utf8");
      const { pid } = processRecordSchema.parse(JSON.parse(record));
      process.kill(pid, "SIGKILL");
      await waitUntil("the engine to be gone", async () =>
        (await identify(pid)) === undefined ? true : undefined,
      );
      throw new Error("the engine is away");
    };
    let looked = 0;
    const once = await absencesOf(() => (++looked === 1 ? end() : Promise.resolve()), attacked);
    expect([once, looked]).toEqual([[], 2]);
    const always = await absencesOf(end, attacked);
    expect(always).toMatchObject([{ fault: "submission", reason: { en: expect.stringContaining("twice") } }]);
    expect(await attacked.engines.revive()).toEqual([]);
    expect(await attacked.engines.broken()).toBeUndefined();
  });
});
