// What lives on: the collector in its rounds, the consumers, the scorer and the page. A program that ends by itself is started
// again; SIGTERM ends all.
import { setTimeout as delay } from "node:timers/promises";
import { startService, type RunningService, type ServiceName } from "./services.ts";

const SERVICES: readonly ServiceName[] = [
  "normaliser",
  "loader-postgres",
  "loader-mongo",
  "loader-neo4j",
  "scraper-scheduled",
  "scorer",
  "dashboard",
];
const REST_MS = 2000;
/** Whoever stops this may have told them too, and a second signal would end them at once. */
const GRACE_MS = 1000;

const stopping = new AbortController();
process.on("SIGTERM", () => stopping.abort());
process.on("SIGINT", () => stopping.abort());

async function keepRunning(name: ServiceName): Promise<void> {
  while (!stopping.signal.aborted) {
    const service: RunningService = startService(name);
    const stop = () => void delay(GRACE_MS, undefined, { ref: false }).then(() => service.stop());
    stopping.signal.addEventListener("abort", stop, { once: true });
    const code = await service.exited;
    stopping.signal.removeEventListener("abort", stop);
    if (stopping.signal.aborted) return;
    process.stderr.write(`${JSON.stringify({ component: name, code, msg: "ended, is started again" })}\n`);
    await delay(REST_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
  }
}

await Promise.all(SERVICES.map(keepRunning));
process.exit(0);
