// `./atelier status`: what of the kit runs, where it listens, how much memory it takes, how far consumers are behind.
import { readFile } from "node:fs/promises";
import Table from "cli-table3";
import { MONITOR_NAMES } from "@atelier/engines/engine.ts";
import { runningMonitors } from "@atelier/engines/monitoring.ts";
import { attachEngines, type EngineSet, type RunningEngine } from "@atelier/engines/engines.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import { connectKafka } from "@atelier/platform/kafka.ts";
import { createLog } from "@atelier/platform/log.ts";
import type { Cli } from "../app.ts";
import { findDashboard } from "./dashboard.ts";
import { CONSUMERS, GROUPS, SCORER_GROUP } from "../pipeline.ts";
import { filesOf, findRecorded } from "../processes/service-process.ts";
import { readLags } from "@atelier/platform/quiescence.ts";
import { enginesFolder } from "../state/run-folder.ts";
import { kitFolder, stateFolder } from "../state/state-folder.ts";
import { readKitState, referenceFolder } from "./kit-state.ts";
import { readServing } from "./reference.ts";

interface Part {
  readonly name: string;
  readonly running: boolean;
  readonly pid: number | null;
  readonly port: number | null;
  readonly memoryMb: number | null;
  /** Answers on its port, or consumes without lag growing; null where nothing is asked. */
  readonly lag: number | null;
}

/** @returns 0 when everything that was started runs, else 1. */
export async function status(
  { machine, console, t }: Cli,
  options: { readonly json: boolean },
): Promise<number> {
  const kit = kitFolder(stateFolder(machine));
  const state = await readKitState(kit, t);
  const parts: Part[] = [];
  if (state) {
    parts.push(...(await engineParts(kit, "")), await servicePart(kit, "", "source", state.ports.site, null));
    parts.push(...(await referenceParts(referenceFolder(kit))));
    parts.push(...(await monitorParts(kit)));
  }
  const ok = parts.length > 0 && parts.every(({ running }) => running);
  if (options.json) {
    console.print(JSON.stringify({ ok, seed: state?.seed ?? null, scale: state?.scale ?? null, parts }));
    return ok ? 0 : 1;
  }
  if (!state) {
    console.print(t("status.none"));
    return 1;
  }
  const columns = ["part", "state", "port", "memory", "lag"];
  const table = new Table({
    head: columns.map((column) => t(`status.column.${column}`)),
    style: { head: [], border: [], compact: true },
  });
  for (const { name, running, port, memoryMb, lag } of parts) {
    const word = running
      ? console.style("green", t("status.running"))
      : console.style("red", t("status.stopped"));
    table.push([name, word, port ?? "", memoryMb ?? "", lag ?? ""]);
  }
  console.print(table.toString());
  return ok ? 0 : 1;
}

async function referenceParts(folder: string): Promise<Part[]> {
  const engines = await attach(folder);
  const wasStarted = engines !== undefined || (await findRecorded(filesOf(folder, "scraper"))) !== undefined;
  if (!wasStarted) return [];
  const lags = engines ? await lagsOf(engines) : new Map<string, number>();
  const consumers = CONSUMERS.map((name) =>
    servicePart(folder, "reference ", name, null, lags.get(name) ?? null),
  );
  const serving = await readServing(folder);
  const served = serving
    ? [
        servicePart(folder, "reference ", "model-api", serving.port, null),
        servicePart(folder, "reference ", "scorer", null, lags.get("scorer") ?? null),
        servicePart(folder, "reference ", "dashboard", await dashboardPort(folder), null),
      ]
    : [];
  return [
    ...(await engineParts(folder, "reference ")),
    ...(await Promise.all([
      servicePart(folder, "reference ", "scraper", null, null),
      ...consumers,
      ...served,
    ])),
  ];
}

async function dashboardPort(folder: string): Promise<number | null> {
  const dashboard = await findDashboard(folder);
  return dashboard ? Number(new URL(dashboard.url).port) : null;
}

async function lagsOf({ connections }: EngineSet): Promise<Map<string, number>> {
  const log = connectKafka({ ...connections.kafka, clientId: "atelier" }, createLog("cli", "silent"));
  const { lags } = await readLags(log, [...GROUPS, SCORER_GROUP]);
  return new Map(lags.map(({ group, records }) => [group, Number(records)]));
}

async function attach(folder: string): Promise<EngineSet | undefined> {
  try {
    return await attachEngines(enginesFolder(folder));
  } catch (error) {
    if (error instanceof ConfigError && error.code === "not-running") return undefined;
    throw error;
  }
}

const ENGINE_NAMES = ["kafka", "postgres", "mongo", "neo4j"] as const;

async function engineParts(folder: string, prefix: string): Promise<Part[]> {
  const engines = await attach(folder);
  return Promise.all(
    ENGINE_NAMES.map(async (name) => {
      const engine = engines?.engines.find((one) => one.name === name);
      return enginePart(prefix, name, engine);
    }),
  );
}

/** Nothing where neither was asked for, or both were stopped. */
async function monitorParts(kit: string): Promise<Part[]> {
  const running = await runningMonitors(enginesFolder(kit));
  if (running.length === 0) return [];
  return Promise.all(
    MONITOR_NAMES.map((name) =>
      enginePart(
        "",
        name,
        running.find((one) => one.name === name),
      ),
    ),
  );
}

async function enginePart(prefix: string, name: string, engine: RunningEngine | undefined): Promise<Part> {
  return {
    name: prefix + name,
    running: engine !== undefined,
    pid: engine?.pid ?? null,
    port: engine?.port ?? null,
    memoryMb: engine ? await readMemoryMb(engine.pid) : null,
    lag: null,
  };
}

async function servicePart(
  folder: string,
  prefix: string,
  name: string,
  port: number | null,
  lag: number | null,
): Promise<Part> {
  const pid = await findRecorded(filesOf(folder, name));
  const running = pid !== undefined;
  return {
    name: prefix + name,
    running,
    pid: pid ?? null,
    port,
    memoryMb: running ? await readMemoryMb(pid) : null,
    lag,
  };
}

async function readMemoryMb(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/status`, "latin1").catch(() => "");
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(text)?.[1];
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
}
