// A lab that has collected and loaded a whole world, and a scorer that can score it again and again.
import { join } from "node:path";
import { scorerSpec, SCORER_GROUP } from "@atelier/cli/pipeline.ts";
import { readLags } from "@atelier/platform/quiescence.ts";
import { openRegistry } from "@atelier/model-store/registry.ts";
import { freePorts } from "@atelier/engines/ports.ts";
import { Client } from "pg";
import { activateByHand } from "../../harness/hand-made-version.ts";
import { openLab } from "../../harness/lab.ts";
import { waitUntil } from "../../harness/wait-until.ts";

export interface Scored {
  readonly records: number;
  readonly seconds: number;
  /** What the scorer shows of itself at its end. */
  readonly metrics: string;
}

export async function openLoadedLab(scale: number) {
  const lab = await openLab("bench");
  await lab.open({ seed: "bench", scale });
  await lab.consume({}, { MAX_BATCH_RECORDS: "1500" });
  await lab.collect();
  await lab.settle();
  await activateByHand(openRegistry(join(lab.folder, "models")), 0.3);
  const owner = new Client({ connectionString: lab.engines.connections.postgres.ownerUrl });
  await owner.connect();
  await owner.query("VACUUM ANALYZE");

  const log = await lab.kafka.watchOffsets();

  async function forgetScores(): Promise<void> {
    await owner.query(
      "TRUNCATE store.predictions, store.review_features, store.feature_snapshots, store.scorer_offsets, store.active_model",
    );
    if ((await lab.kafka.committedOffsets(SCORER_GROUP.id, SCORER_GROUP.topics)).size > 0) {
      await lab.kafka.rewindGroup(SCORER_GROUP.id);
    }
  }

  const count = async (what: string): Promise<number> => {
    const { rows } = await owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${what}`);
    return rows[0]?.count ?? 0;
  };

  return {
    lab,
    /** Scores everything from the beginning of the log; the clock runs from the first batch's end to the last one's. */
    async score(extra: Record<string, string> = {}): Promise<Scored> {
      await forgetScores();
      const [port = 0] = await freePorts(1);
      const spec = lab.modelSpecOf(scorerSpec);
      const environment = { ...spec.environment, ...extra, METRICS_PORT: String(port) };
      const scorer = await lab.services.start({ ...spec, environment });
      try {
        const before = await waitUntil(
          "the first batch",
          async () => (await count("store.predictions")) || undefined,
        );
        const startedAt = performance.now();
        await waitUntil("all batches", async () => {
          lab.services.requireAlive();
          const { lags } = await readLags(log, [SCORER_GROUP]);
          return lags.every(({ records }) => records === 0n) || undefined;
        });
        const seconds = (performance.now() - startedAt) / 1000;
        const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
        return { records: (await count("store.predictions")) - before, seconds, metrics };
      } finally {
        await scorer.stop();
      }
    },
    async close(): Promise<void> {
      await Promise.all([owner.end(), log.close()]);
      await lab.close();
    },
  };
}
