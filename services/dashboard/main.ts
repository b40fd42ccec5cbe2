// The dashboard as a process: prints its address on the first line, stops on SIGTERM once every request is answered.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readConfig } from "@atelier/platform/config.ts";
import { runService } from "@atelier/platform/lifecycle.ts";
import { createLog } from "@atelier/platform/log.ts";
import { createMetrics, serveMetricsIfAsked } from "@atelier/platform/metrics.ts";
import { connectPostgres } from "@atelier/platform/postgres.ts";
import { openTokenFile } from "@atelier/platform/token-file.ts";
import { ping, readFigures } from "./adapters/figure-store.ts";
import { buildApp } from "./app.ts";
import { Config } from "./config.ts";
import { createSessions } from "./sessions.ts";
import { shareSnapshots } from "./snapshots.ts";

const SNAPSHOT_MS = 1000;
const nowMs = () => performance.now();
const log = createLog("dashboard", process.env["LOG_LEVEL"]);

await runService(log, async (signal) => {
  const config = readConfig(Config, process.env);
  const role = { name: "dashboard", password: config.DASHBOARD_PASSWORD };
  const url = config.POSTGRES_URL;
  const pool = connectPostgres({ url, role, maxConnections: 2, applicationName: "dashboard" });
  const warn = (error: unknown) => log.warn({ err: error }, "tokens in force stay so");
  const file = config.DASHBOARD_TOKENS_FILE;
  const tokens = file === undefined ? undefined : await openTokenFile(file, warn);
  const metrics = createMetrics("dashboard");
  const endpoint = await serveMetricsIfAsked(metrics, config);
  const app = await buildApp({
    figures: shareSnapshots(() => readFigures(pool), nowMs, SNAPSHOT_MS),
    ping: () => ping(pool),
    tokens: tokens?.entries ?? (() => []),
    isPublic: config.DASHBOARD_PUBLIC,
    sessions: createSessions({ drawId: () => randomBytes(32).toString("base64url"), nowMs }),
    metrics,
    log,
  });
  const address = await app.listen({ host: config.LISTEN_HOST, port: config.DASHBOARD_PORT });
  process.stdout.write(`${JSON.stringify({ url: address })}\n`);
  if (!signal.aborted) await once(signal, "abort");
  await app.close();
  tokens?.close();
  await Promise.all([pool.end(), endpoint?.close()]);
});
