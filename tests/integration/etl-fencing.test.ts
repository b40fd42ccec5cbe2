// Two instances of the relational loader believe that a partition is theirs: only the one that the authority knows writes.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEngines, type EngineSet } from "@atelier/engines/engines.ts";
import { createPostgresLoader } from "@atelier/etl/adapters/postgres/loader.ts";
import { setUpPostgres } from "@atelier/etl/adapters/postgres/set-up.ts";
import { normaliseRecord } from "@atelier/etl/normaliser.ts";
import { rawRecord } from "@atelier/etl/testing/records.ts";
import type { Batch } from "@atelier/platform/kafka.ts";
import { createLog } from "@atelier/platform/log.ts";
import { connectPostgres, type PostgresPool } from "@atelier/platform/postgres.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder: string;
let engines: EngineSet;
let pool: PostgresPool;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "etl-test-"));
  engines = await startEngines({ profile: "native", stateDir: folder, only: ["postgres"] });
  pool = connectPostgres({
    url: engines.connections.postgres.ownerUrl,
    maxConnections: 6,
    applicationName: "test",
  });
  const passwords = { loader: "one", reader: "two", model: "three", dashboard: "four" };
  await setUpPostgres(pool, passwords, createLog("test", "silent"));
});

afterAll(async () => {
  await pool.end();
  await engines.stop();
  await rm(folder, { recursive: true, force: true });
});

const topic = "clean.reviews";

/** A batch of reviews at consecutive offsets, all with the same rating. */
function batchOf(partition: number, first: bigint, ids: readonly string[], rating: string): Batch {
  const records = ids.map((reviewId, index) => {
    const raw = rawRecord("reviews", { reviewId, rating });
    const value = Buffer.from(JSON.stringify(raw));
    const offset = first + BigInt(index);
    const clean = normaliseRecord("reviews", { key: reviewId, value, offset, timestampMs: 0 });
    return { key: reviewId, value: Buffer.from(clean.value ?? ""), offset, timestampMs: 0 };
  });
  return { topic, partition, records, next: first + BigInt(ids.length) };
}

const ratingOf = async (id: string) =>
  (await pool.query<{ rating: number }>("SELECT rating FROM store.reviews WHERE review_id = $1", [id]))
    .rows[0]?.rating;

describe("the relational loader", () => {
  it("writes nothing as a zombie, and goes on from the authority once it has read it again", async () => {
    const [zombie, heir] = [
      createPostgresLoader(pool, () => undefined),
      createPostgresLoader(pool, () => undefined),
    ];
    expect(await zombie.startOffset(topic, 0)).toBe(0n);
    expect(await zombie.apply(batchOf(0, 0n, ["a"], "1"))).toBe("applied");
    expect(await heir.startOffset(topic, 0)).toBe(1n);
    expect(await heir.apply(batchOf(0, 1n, ["b"], "2"))).toBe("applied");
    expect(await zombie.apply(batchOf(0, 1n, ["b", "c"], "5"))).toBe("fenced");
    expect([await ratingOf("a"), await ratingOf("b"), await ratingOf("c")]).toEqual([1, 2, undefined]);
    expect(await zombie.startOffset(topic, 0)).toBe(2n);
    expect(await zombie.apply(batchOf(0, 2n, ["c"], "3"))).toBe("applied");
    expect(await heir.apply(batchOf(0, 2n, ["c"], "5"))).toBe("fenced");
    expect(await ratingOf("c")).toBe(3);
  });

  it("lets one of two instances that apply the same batch at the same time win", async () => {
    const loaders = Array.from({ length: 4 }, () => createPostgresLoader(pool, () => undefined));
    await Promise.all(loaders.map((loader) => loader.startOffset(topic, 1)));
    const outcomes = await Promise.all(
      loaders.map((loader) => loader.apply(batchOf(1, 0n, ["d", "e"], "4"))),
    );
    expect(outcomes.toSorted()).toEqual(["applied", "fenced", "fenced", "fenced"]);
  });

  it("has neither rows nor offset when it dies before the commit", async () => {
    class Killed extends Error {}
    const dying = createPostgresLoader(pool, (window) => {
      if (window === "written") throw new Killed();
    });
    await dying.startOffset(topic, 2);
    await expect(dying.apply(batchOf(2, 0n, ["f"], "4"))).rejects.toThrow(Killed);
    expect(await ratingOf("f")).toBeUndefined();
    expect(await createPostgresLoader(pool, () => undefined).startOffset(topic, 2)).toBe(0n);
  });
});
