// Every control of the stores, once: the report of quality, in the contract's form. A store that does not answer is a finding,
// and what the others say is told all the same.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { QualityReport } from "@atelier/contracts/controls.ts";
import { PermanentError, RetryableError } from "@atelier/platform/errors.ts";
import { connectMongo, type Db } from "@atelier/platform/mongo.ts";
import { connectNeo4j } from "@atelier/platform/neo4j.ts";
import { inTransaction, type PostgresPool } from "@atelier/platform/postgres.ts";
import type { ConfigOf } from "../config.ts";
import { checkNeo4j, checkPostgres, type IntegrityResult } from "../integrity.ts";
import { checkAvailability } from "../quality/availability.ts";
import { checkCompleteness } from "../quality/completeness.ts";
import { checkCoverage } from "../quality/coverage.ts";
import { freshnessControls } from "../quality/freshness.ts";
import { runQueried, type Control } from "../quality/queried.ts";
import { connectSources, type Sources } from "../quality/source.ts";
import { tableControls } from "../quality/tables.ts";
import { postgresOf } from "./postgres-pool.ts";
import { kafkaOf, neo4jOf, type Deps } from "./role.ts";

const REPORT = "quality.json";

/** @throws PermanentError naming the controls that found something, once the report is written */
export async function runQuality(config: ConfigOf<"quality">, { log, print }: Deps): Promise<void> {
  const pool = postgresOf(config, 2);
  const mongo = connectMongo(config.MONGO_URL);
  const graph = connectNeo4j(neo4jOf(config));
  const kafka = kafkaOf(config, "quality", log);
  const sources = connectSources({
    siteUrl: config.SOURCE_SITE_URL,
    partnerUrl: config.SOURCE_PARTNER_URL,
    partnerKey: config.SOURCE_PARTNER_KEY,
  });
  const { controls, isUp } = await checkAvailability({
    postgresql: () => pool.query("SELECT 1"),
    mongodb: () => mongo.db.command({ ping: 1 }),
    neo4j: () => graph.read((transaction) => transaction.run("RETURN 1")),
    kafka: () => kafka.ping(),
  });
  const clock = await nowOf(config, sources);
  controls.push(sourceControl(clock.isSourceUp));
  if (isUp.postgresql) {
    controls.push(...(await checkPostgres(pool, clock.now)).map(controlOf));
    controls.push(
      ...(await checkTables(pool, clock.now, config.STALE_AFTER_HOURS)),
      ...(await checkAgainst(
        pool,
        isUp.mongodb ? mongo.db : undefined,
        clock.isSourceUp ? sources : undefined,
      )),
    );
  }
  if (isUp.neo4j) controls.push(...(await checkNeo4j(graph)).map(controlOf));
  const report = QualityReport.parse({ checkedAt: clock.now.toISOString(), controls });
  await mkdir(config.OUTPUT_DIR, { recursive: true });
  await writeFile(join(config.OUTPUT_DIR, REPORT), `${JSON.stringify(report, null, 2)}\n`);
  const violated = controls.filter(({ violations }) => violations > 0);
  print(JSON.stringify({ controls: controls.length, violated: violated.map(({ name }) => name) }));
  if (violated.length > 0) {
    throw new PermanentError("quality", `Violated: ${violated.map(({ name }) => name).join(", ")}`);
  }
}

interface Clock {
  readonly now: Date;
  readonly isSourceUp: boolean;
}

/** The given instant, or the source's own; where the source is away, ours. */
async function nowOf({ NOW }: ConfigOf<"quality">, sources: Sources): Promise<Clock> {
  try {
    const told = await sources.now();
    return { now: NOW === undefined ? told : new Date(NOW), isSourceUp: true };
  } catch (error) {
    if (!(error instanceof RetryableError)) throw error;
    return { now: NOW === undefined ? new Date() : new Date(NOW), isSourceUp: false };
  }
}

const sourceControl = (isUp: boolean): Control => ({
  name: "source-answers",
  class: "availability",
  subject: "source",
  violations: isUp ? 0 : 1,
  examples: [],
});

const controlOf = ({ name, class: kind, subject, violations, examples }: IntegrityResult): Control => ({
  name,
  class: kind,
  subject,
  violations,
  examples: examples.map((example) => example.slice(0, 200)),
});

/** In one snapshot, so that no control sees half of a batch. */
function checkTables(pool: PostgresPool, now: Date, staleAfterHours: number): Promise<Control[]> {
  return inTransaction(pool, async (client) => {
    await client.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    const controls: Control[] = [];
    for (const control of [...tableControls(), ...freshnessControls(now, staleAfterHours)]) {
      controls.push(await runQueried(client, control));
    }
    return controls;
  });
}

/** What ought to be there: by the raw layer, and by the sources themselves. */
function checkAgainst(
  pool: PostgresPool,
  raw: Db | undefined,
  sources: Sources | undefined,
): Promise<Control[]> {
  return inTransaction(pool, async (client) => [
    ...(raw ? await checkCompleteness(raw, client) : []),
    ...(sources ? await checkCoverage(sources, client) : []),
  ]);
}
