// Has the scorer run until every review has a score by the model in use.
import { setTimeout as delay } from "node:timers/promises";
import { openRegistry } from "@atelier/model-store/registry.ts";
import { connectPostgres, type PostgresPool } from "@atelier/platform/postgres.ts";
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { variable } from "./log.ts";
import { whileRunning } from "./services.ts";

const LOOK_EVERY_MS = 300;
const STALLED_MS = 180_000;

const UNSCORED = `SELECT count(*)::int AS unscored FROM store.reviews r
  WHERE NOT EXISTS (
    SELECT FROM store.predictions p JOIN store.active_model a ON a.version = p.model_version
    WHERE p.review_id = r.review_id AND a.version = $1
  )`;

async function untilScored(store: PostgresPool, version: string): Promise<void> {
  let before = -1;
  let movedAt = performance.now();
  for (;;) {
    const { rows } = await store.query<{ unscored: number }>(UNSCORED, [version]);
    const unscored = rows[0]?.unscored ?? 0;
    if (unscored === 0) return;
    if (unscored !== before) movedAt = performance.now();
    before = unscored;
    if (performance.now() - movedAt > STALLED_MS) {
      throw new Error(`no review has been scored for long, and ${unscored} have no score`);
    }
    await delay(LOOK_EVERY_MS);
  }
}

const version = await openRegistry(variable("MODEL_REGISTRY_DIR")).activeVersion();
const store = connectPostgres({
  url: variable(ENVIRONMENT.postgresUrl),
  role: { name: "model", password: variable("MODEL_PASSWORD") },
  maxConnections: 1,
  applicationName: "predict",
});
await whileRunning(["scorer"], () => untilScored(store, version));
await store.end();
process.exit(0);
