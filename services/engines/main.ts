// For development: starts a set of engines, prints the environment that leads to it, and keeps it until a signal.
import { setTimeout as delay } from "node:timers/promises";
import { connectionEnvironment, startEngines } from "./engines.ts";
import { createLog } from "@atelier/platform/log.ts";
import { runService } from "@atelier/platform/lifecycle.ts";
import { ConfigError } from "@atelier/platform/errors.ts";

const LONGEST_TIMER_MS = 2 ** 31 - 1;

const log = createLog("engines");

await runService(log, async (signal) => {
  const stateDir = process.argv[2];
  if (!stateDir)
    throw new ConfigError("no-state-folder", "Usage: node services/engines/main.ts <state folder>");
  const set = await startEngines({
    profile: "native",
    stateDir,
    signal,
    onProgress: (engine, phase, detail) => log.info({ engine, phase, detail }, "engine"),
  });
  process.stdout.write(`${JSON.stringify(connectionEnvironment(set.connections))}\n`);
  await delay(LONGEST_TIMER_MS, undefined, { signal }).catch(() => undefined);
  await set.stop();
});
