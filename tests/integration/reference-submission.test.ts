// The reference as a submission, as plain processes on a hidden world of scale 0.1: every stage does what the contract says of it,
// and the stores equal the truth.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CONTROL_CLASSES, MeasureReport, PAGE_FIGURES, QualityReport } from "@atelier/contracts/controls.ts";
import { RAW_RETENTION_DAYS } from "@atelier/contracts/views.ts";
import { DAY, EPOCH } from "@atelier/world/calendar.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import { waitUntil } from "../harness/wait-until.ts";
import { salesOf, scoreRepairs, type Repair } from "../submissions/derived-views.ts";
import { buildReference } from "../submissions/reference/build.ts";
import { openTrial, type Trial } from "../submissions/try.ts";

let folder = "";
let trial: Trial;

const open = () =>
  openTrial({
    folder,
    scale: 0.1,
    secret: Buffer.from(secretFromSeed("reference-submission")),
    signal: new AbortController().signal,
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atelier-reference-"));
  await buildReference(folder);
  trial = await open();
});

afterAll(async () => {
  await trial.close();
  await rm(folder, { recursive: true, force: true });
});

async function asOwner(sql: string): Promise<void> {
  const client = new Client({ connectionString: trial.world.connections.postgres.ownerUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The exit code, and what was violated: "class subject". */
async function quality(environment: Readonly<Record<string, string>> = {}) {
  const { code } = await trial.commands.run("quality", trial.world, { environment });
  const { controls } = QualityReport.parse(await trial.commands.output("quality.json"));
  const violated = controls.filter(({ violations }) => violations > 0);
  return { code, controls, violated: violated.map((one) => `${one.class} ${one.subject}`) };
}

describe("the reference as a submission", () => {
  it("installs, collects, loads, learns and scores", async () => {
    for (const stage of ["install", "setup", "collect", "load", "train", "predict"] as const) {
      await trial.run(stage);
    }
    expect((await trial.judge()).differences).toEqual([]);
    const [scored] = await trial.askReader<{ unscored: number }>(
      "SELECT count(*)::int AS unscored FROM lab.reviews LEFT JOIN lab.predictions USING (review_id) WHERE score IS NULL",
    );
    expect(scored?.unscored).toBe(0);
  });

  it("names every repair by its rule, and nothing else", async () => {
    const named = await trial.askReader<Repair>("SELECT kind, id, rule FROM lab.repairs");
    const wrong = scoreRepairs(trial.world.truth(), named).filter(
      (one) => one.missing.length > 0 || one.wrong.length > 0,
    );
    expect(wrong).toEqual([]);
  });

  it("knows what each seller sold", async () => {
    const rows = await trial.askReader<{ key: string; sums: string }>(
      "SELECT seller_id || ' ' || month AS key, concat_ws(' ', orders, units, revenue_cents) AS sums FROM lab.seller_sales",
    );
    expect(new Map(rows.map(({ key, sums }) => [key, sums]))).toEqual(salesOf(trial.world.truth()));
  });

  it("changes nothing when it loads again, or when it is set up again", async () => {
    const rows = () =>
      trial.askReader("SELECT count(*) AS rows, max(xmin::text::bigint) AS newest FROM store.reviews");
    await expect(rows()).rejects.toThrow("permission denied");
    await trial.run("setup");
    await trial.run("load");
    expect((await trial.judge()).differences).toEqual([]);
  });

  it("passes its own tests", async () => {
    expect((await trial.run("test")).code).toBe(0);
  });

  it("finds nothing wrong with sound stores, with controls of every class", async () => {
    const { code, controls, violated } = await quality();
    expect([code, violated]).toEqual([0, []]);
    expect(new Set(controls.map((one) => one.class))).toEqual(new Set(CONTROL_CLASSES));
  });

  it("names what is wrong with poisoned ones", async () => {
    expect((await quality({ NOW: new Date(EPOCH + 3 * DAY).toISOString() })).violated).toContain(
      "freshness orders",
    );
    await asOwner(
      "UPDATE store.orders SET total_cents = total_cents + 1 WHERE order_id = (SELECT min(order_id) FROM store.orders)",
    );
    await asOwner("DELETE FROM store.files WHERE file_id = (SELECT min(file_id) FROM store.files)");
    const { code, violated } = await quality();
    expect([code, violated.toSorted()]).toEqual([1, ["completeness files", "inconsistent orders"]]);
    await asOwner(
      "UPDATE store.orders SET total_cents = total_cents - 1 WHERE order_id = (SELECT min(order_id) FROM store.orders)",
    );
  });

  it.each(["mongo", "postgres"] as const)("tells that %s does not answer", async (engine) => {
    await trial.world.stopEngine(engine);
    const { code, violated } = await quality();
    await trial.world.startEngine(engine);
    const subject = { mongo: "mongodb", postgres: "postgresql" }[engine];
    expect([code, violated]).toEqual([1, expect.arrayContaining([`availability ${subject}`])]);
  });

  it("measures about twice as much for twice the work", async () => {
    const seconds: number[] = [];
    for (const work of [2, 4]) {
      await trial.run("measure", { MEASURE_WORK: String(work) });
      const report = MeasureReport.parse(await trial.commands.output("measure.json"));
      expect(report.work).toBe(work);
      seconds.push(report.cpuSeconds);
    }
    expect(seconds[1]! / seconds[0]!).toBeGreaterThan(1.4);
    expect(seconds[1]! / seconds[0]!).toBeLessThan(2.8);
  });

  it("follows the sources under serve, shows it, and ends when it is told to", async () => {
    await trial.world.tick();
    const service = await trial.commands.start("serve", trial.world);
    try {
      let seen: readonly string[] = [];
      await waitUntil(
        "the stores of the next tick",
        async () => {
          seen = (await trial.judge()).differences.filter((one) => !one.includes("files"));
          return seen.length === 0 || undefined;
        },
        { deadlineMs: 180_000, seen: () => seen.join("\n") },
      );
      const answer = await fetch(`http://127.0.0.1:${trial.world.pagePort}${trial.submission.page?.path}`);
      const { document } = parseHTML(await answer.text());
      const shown = Object.keys(PAGE_FIGURES).map(
        (name) => document.querySelector(`[data-figure="${name}"]`)?.textContent?.replaceAll(/\s/g, "") ?? "",
      );
      expect(shown.filter((text) => !/^\d+$/.test(text))).toEqual([]);
      expect(Number(shown[1])).toBe([...trial.world.truth().rows("reviews")].length);
    } finally {
      expect(await service.stop(20_000)).toMatchObject({ code: 0 });
    }
  });

  it("erases what is asked for, and raw bodies that are too old by the given day", async () => {
    await trial.world.tick();
    await trial.run("erase", { NOW: new Date(EPOCH + DAY).toISOString() });
    const young = await trial.judge();
    expect(young.differences.filter((one) => !one.includes("files"))).toEqual([]);
    await trial.run("erase", { NOW: new Date(EPOCH + (RAW_RETENTION_DAYS + 2) * DAY).toISOString() });
    const old = await trial.judge();
    expect(old.sources.every(({ id, found }) => found === 0 || id === "drop-prices")).toBe(true);
    expect(old.stores.postgres.rows).toBe(young.stores.postgres.rows);
  });
});

describe("the reference, given raw records", () => {
  it("loads them as if it had collected them", async () => {
    await trial.close();
    trial = await open();
    const supplied = join(folder, "supplied");
    await trial.world.supplyRawLayer(supplied);
    await trial.run("setup");
    await trial.run("load", { RAW_DIR: supplied });
    expect((await trial.judge()).differences).toEqual([]);
  });
});
