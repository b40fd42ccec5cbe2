// The model's path on real engines: features that do not hang on how they were read, a model trained from the stores, scores
// that are the same wherever they are asked for, and nothing left of who is forgotten.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { modelApiSpec, readerUrl, SCORER_GROUP, scorerSpec, trainerSpec } from "@atelier/cli/pipeline.ts";
import { firstLine } from "@atelier/cli/processes/service-process.ts";
import {
  judgeModel,
  readPredictions,
  readTrainingReport,
  type TrainingReport,
} from "@atelier/cli/run/judge-model.ts";
import { readLags } from "@atelier/platform/quiescence.ts";
import { PredictionsResponse, TrainingJob } from "@atelier/contracts/model-api.ts";
import { PREDICTIONS_TOPIC } from "@atelier/contracts/kinds.ts";
import { hashToken } from "@atelier/platform/tokens.ts";
import { readFacts, readFactsAround } from "@atelier/model-store/facts.ts";
import { openRegistry } from "@atelier/model-store/registry.ts";
import { featuresOf } from "@atelier/model/features.ts";
import { createHistory } from "@atelier/model/history.ts";
import { connectNeo4j } from "@atelier/platform/neo4j.ts";
import { connectPostgres } from "@atelier/platform/postgres.ts";
import { lastValues } from "../harness/last-values.ts";
import { machine } from "../harness/machine.ts";
import { openLab, type Lab } from "../harness/lab.ts";
import { waitUntil } from "../harness/wait-until.ts";

const AT_ONCE = 40;
const BATCHES = 12;

describe("the model's path", () => {
  let lab: Lab;
  let training: TrainingReport;

  beforeAll(async () => {
    lab = await openLab("model");
    await lab.open({ seed: "model", scale: 0.1 });
    await lab.consume();
    await lab.collect();
    await lab.settle();
  });
  afterAll(() => lab?.close());

  const predictions = () => readPredictions(readerUrl(lab.engines.connections, lab.keys()));
  const train = async () => {
    const spec = lab.modelSpecOf(trainerSpec);
    const trainer = await lab.services.complete(spec);
    const report = readTrainingReport(await trainer.process.output());
    if (!report) throw new Error("too few labels to train on");
    return report;
  };
  /** The scorer has seen every review. */
  const scored = () =>
    waitUntil("a score of every review", async () => {
      lab.services.requireAlive();
      const { lags } = await readLags(lab.kafka, [SCORER_GROUP]);
      return lags.every(({ records }) => records === 0n) || undefined;
    });

  it("has equal features, bit for bit, from the whole base and from what is around a few reviews", async () => {
    const { postgres, neo4j } = lab.engines.connections;
    const pool = connectPostgres({ url: postgres.ownerUrl, maxConnections: 4, applicationName: "test" });
    const graph = connectNeo4j(neo4j);
    try {
      const whole = createHistory(await readFacts(pool, graph));
      expect(whole.reviews.length).toBeGreaterThan(AT_ONCE * BATCHES);
      const step = Math.floor(whole.reviews.length / BATCHES);
      for (let at = 0; at < step * BATCHES; at += step) {
        const asked = whole.reviews.slice(at, at + AT_ONCE);
        const around = createHistory(await readFactsAround(pool, graph, asked));
        const found = new Map(around.reviews.map((one) => [one.id, one]));
        for (const one of asked) {
          expect(featuresOf(found.get(one.id)!, around)).toEqual(featuresOf(one, whole));
        }
      }
    } finally {
      await Promise.all([pool.end(), graph.close()]);
    }
  });

  it("trains a version that is the same again for the same data", async () => {
    training = await train();
    expect((await train()).version).toBe(training.version);
    expect(await openRegistry(join(lab.folder, "models")).list()).toEqual([training.version]);
  });

  it("keeps an account of each training, whether or not its version was new", async () => {
    const pool = connectPostgres({
      url: lab.engines.connections.postgres.ownerUrl,
      maxConnections: 1,
      applicationName: "test",
    });
    try {
      const { rows } = await pool.query(
        `SELECT version, labelled < reviews AS "isPart", energy_joules > 0 AND joules_per_thousand_predictions > 0 AS "tookEnergy",
           peak_rss_bytes > model_bytes AND model_bytes > 0 AS "tookMemory"
         FROM store.trainings`,
      );
      const one = { version: training.version, isPart: true, tookEnergy: true, tookMemory: true };
      expect(rows).toEqual([one, one]);
    } finally {
      await pool.end();
    }
  });

  it("scores every review once, and is judged by what only the truth knows", async () => {
    // One is killed when it has stored a batch and told nobody; then two share the work.
    const spec = lab.modelSpecOf(scorerSpec);
    const small = { ...spec, environment: { ...spec.environment, MAX_BATCH_RECORDS: "100" } };
    const scorer = await lab.services.start(small, "committed:250");
    await waitUntil("the kill", () => scorer.kills || undefined);
    const second = await lab.services.start({ ...small, name: "second scorer" });
    await scored();
    expect(scorer.kills).toBe(1);
    const found = await predictions();
    const told = await lastValues(lab.kafka, PREDICTIONS_TOPIC);
    expect([...told.values()].filter((value) => value !== null)).toHaveLength(found.length);
    for (const { review_id: reviewId, score, flagged } of found) {
      expect(told.get(reviewId)).toMatchObject({ modelVersion: training.version, score, flagged });
    }
    await second.stop();
    // From the beginning of the log again: as when what is told of it was lost.
    await scorer.stop();
    await lab.kafka.rewindGroup(SCORER_GROUP.id);
    await lab.services.start(lab.modelSpecOf(scorerSpec));
    await scored();
    expect(await predictions()).toEqual(found);
    const { prAuc, accusedOthers } = judgeModel(lab.truth(), found, training);
    // A world of this size has too few frauds to say how good it is: what knows nothing has 0.08.
    expect(prAuc).toBeGreaterThan(0.3);
    expect(accusedOthers).toBeLessThan(0.02);
  });

  it("answers the same over HTTP, until it is told to stop", async () => {
    const tokensFile = join(lab.folder, "tokens.json");
    const tokens = [
      {
        name: "test",
        sha256: hashToken("token").toString("hex"),
        scopes: ["admin"],
        requestsPerMinute: 1000,
      },
    ];
    await writeFile(tokensFile, JSON.stringify(tokens));
    const api = await lab.services.start(lab.modelSpecOf((...given) => modelApiSpec(...given, tokensFile)));
    const { url } = JSON.parse(await firstLine(api.process, machine.interrupted)) as { url: string };
    const ask = (token: string, items: unknown) =>
      fetch(new URL("/v1/predictions", url), {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ items }),
      });
    expect((await fetch(new URL("/health/ready", url))).status).toBe(200);

    const all = await predictions();
    const stored = all.slice(0, 200);
    const items = stored.map(({ review_id: reviewId }) => ({ reviewId }));
    const response = await ask("token", items);
    expect(response.status).toBe(200);
    const answer = PredictionsResponse.parse(await response.json());
    expect(answer.modelVersion).toBe(training.version);
    expect(answer.predictions).toEqual(stored.map(({ score, flagged }) => ({ score, flagged })));

    const headers = { authorization: "Bearer token", "content-type": "application/json" };
    const job = await fetch(new URL("/v1/trainings", url), {
      method: "POST",
      headers,
      body: JSON.stringify({ seed: "another" }),
    });
    expect(job.status).toBe(202);
    const place = new URL(job.headers.get("location") ?? "", url);
    const ended = await waitUntil(
      "the training's end",
      async () => {
        const found = TrainingJob.parse(await (await fetch(place, { headers })).json());
        return found.state === "running" ? undefined : found;
      },
      { deadlineMs: 120_000 },
    );
    expect(ended).toMatchObject({ state: "succeeded", progress: 1 });
    const versionNow = async () =>
      PredictionsResponse.parse(await (await ask("token", items)).json()).modelVersion;
    expect(await versionNow()).toBe(training.version);
    const activation = new URL(`/v1/models/${ended.version}/activate`, url);
    expect(
      (await fetch(activation, { method: "POST", headers: { authorization: "Bearer token" } })).status,
    ).toBe(200);
    expect(await versionNow()).toBe(ended.version);
    // The scorer follows: the views show the other version once it has scored every review, and then all at once.
    const before = new Map(all.map(({ review_id: id, score }) => [id, score]));
    const shown = await waitUntil("scores by the other version", async () => {
      const now = await predictions();
      expect(now).toHaveLength(all.length);
      return now.some(({ review_id: id, score }) => score !== before.get(id)) ? now : undefined;
    });
    const again = PredictionsResponse.parse(
      await (
        await ask(
          "token",
          shown.slice(0, 200).map(({ review_id: reviewId }) => ({ reviewId })),
        )
      ).json(),
    );
    expect(again.predictions).toEqual(shown.slice(0, 200).map(({ score, flagged }) => ({ score, flagged })));

    const next = hashToken("another").toString("hex");
    await writeFile(tokensFile, JSON.stringify(tokens.map((one) => ({ ...one, sha256: next }))));
    await waitUntil("the other token", async () => (await ask("another", [])).status === 400 || undefined);
    expect((await ask("token", [])).status).toBe(401);

    await api.stop();
    expect(await api.process.ended).toBe(0);
  });

  it("keeps no prediction of a review that is forgotten", async () => {
    const before = await predictions();
    for (let tick = 1; tick <= 3; tick += 1) {
      await lab.tick();
      await lab.collect();
    }
    await lab.settle();
    expect((await lab.judge()).differences).toEqual([]);
    const there = new Set([...lab.truth().rows("reviews")].map((row) => row.review_id));
    const gone = before.filter(({ review_id }) => !there.has(review_id));
    expect(gone.length).toBeGreaterThan(0);
    const after = new Set((await predictions()).map(({ review_id }) => review_id));
    expect(gone.filter(({ review_id }) => after.has(review_id))).toEqual([]);
  });
});
