// The source as a process: configuration from standard input, or from SOURCE_CONFIG_FILE; URLs to standard output, stops on SIGTERM.
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { runService } from "@atelier/platform/lifecycle.ts";
import { createLog } from "@atelier/platform/log.ts";
import { createMetrics, serveMetrics } from "@atelier/platform/metrics.ts";
import { createWorld } from "@atelier/world/world.ts";
import { createDescriptorAudit } from "./adapters/audit-descriptor.ts";
import { noJournal, openTickJournal } from "./adapters/tick-journal.ts";
import { buildApp } from "./app.ts";
import { createAuditLog } from "./audit.ts";
import { parseSourceConfig } from "./config.ts";
import { serve } from "./serve.ts";
import { createTruthLines } from "./truth-lines.ts";

const AUDIT_DESCRIPTOR = 3;

const log = createLog("source");

await runService(log, async (signal) => {
  const file = process.env["SOURCE_CONFIG_FILE"];
  const config = parseSourceConfig(file ? await readFile(file, "utf8") : await text(process.stdin));
  const { scale, pseudonymKey = "" } = config;
  const of = { secret: Buffer.from(config.secret, "hex"), scale, pseudonymKey };
  const outgoing = config.mode === "exam" ? createDescriptorAudit(AUDIT_DESCRIPTOR) : null;
  const kept = createAuditLog();
  const metrics = config.metricsPort > 0 ? createMetrics("source") : null;
  const endpoint = metrics && (await serveMetrics(metrics, config.metricsPort, config.listenHost));
  const source = buildApp(config, {
    world: createWorld(of),
    audit: outgoing ?? kept,
    journal: config.journalFile === undefined ? noJournal : openTickJournal(config.journalFile),
    lab: outgoing ? null : { auditLines: kept.lines, truthLines: createTruthLines(of) },
    metrics,
    sinceStartMs: () => performance.now(),
    log,
    delay,
  });
  await serve(source, config, (urls) => process.stdout.write(`${JSON.stringify(urls)}\n`), signal);
  await outgoing?.close();
  await endpoint?.close();
});
