// The lab's own scraper on the pages of one site, every guard on: robots.txt, rate, retries, conditional requests,
// privacy, checkpoint, acknowledged batches. Only Kafka is replaced, by a file, since the peers write one too.
// Usage: node atelier-scraper.ts <site url> <output file> <concurrency>
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { ALL_RULES } from "@atelier/contracts/rules.ts";
import { createCrashPoint } from "@atelier/platform/crash-point.ts";
import type { Producer } from "@atelier/platform/kafka.ts";
import { createLog } from "@atelier/platform/log.ts";
import { openCheckpoint } from "@atelier/scraper/adapters/checkpoint.ts";
import { createHttp } from "@atelier/scraper/adapters/http.ts";
import { createOrigin } from "@atelier/scraper/adapters/origin.ts";
import { collectSite } from "@atelier/scraper/collect/site.ts";
import { createLedger } from "@atelier/scraper/ledger.ts";
import { createPublisher } from "@atelier/scraper/publisher.ts";
import { checkComplete, createTally } from "@atelier/scraper/tally.ts";
import { PSEUDONYM_KEY } from "./extracted-content.ts";

const [url = "", output = "", concurrency = ""] = process.argv.slice(2);
const stateFolder = mkdtempSync(join(tmpdir(), "atelier-bench-scraper-"));
const file = openSync(output, "w");
const { signal } = new AbortController();

const fileProducer: Producer = {
  send(records) {
    writeSync(file, records.map(({ value }) => `${value}\n`).join(""));
    return Promise.resolve();
  },
  close: () => Promise.resolve(),
};

const checkpoint = openCheckpoint(stateFolder);
const tally = createTally();
const publisher = createPublisher({
  openProducer: () => Promise.resolve(fileProducer),
  checkpoint,
  tally,
  crashPoint: createCrashPoint(undefined),
  signal,
  backOffMs: 200,
});
const http = createHttp({
  url,
  headers: { "user-agent": `AtelierCollector/1.0 (+mailto:collecte@atelier.example)` },
  connections: Number(concurrency) + 1,
  idleTimeoutMs: 15_000,
  answerTimeoutMs: 60_000,
});
const site = createOrigin(url, {
  http,
  clock: { nowMs: () => performance.now(), sleep: (ms, stop) => delay(ms, undefined, { signal: stop }) },
  signal,
  backOffMs: 200,
  retries: 8,
  agent: "AtelierCollector",
});
await collectSite(
  site,
  {
    checkpoint,
    publisher,
    ledger: createLedger([]),
    tally,
    log: createLog("bench", "warn"),
    rules: ALL_RULES,
    pseudonymKey: PSEUDONYM_KEY,
    signal,
    now: () => new Date(),
    concurrency: Number(concurrency),
  },
  () => Promise.reject(new Error("none of these pages needs a browser")),
);
await publisher.drain();
checkComplete(tally.counts);
await http.close();
checkpoint.close();
closeSync(file);
rmSync(stateFolder, { recursive: true });
