// The running kit as phases of an examination see a world: its truth is no secret from who practises.
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { AuditEntry, LAB_PATHS } from "@atelier/contracts/source.ts";
import type { Submission } from "@atelier/contracts/submission.ts";
import { attachEngines, type EngineName } from "@atelier/engines/engines.ts";
import { roleUrl } from "@atelier/engines/stage-environment.ts";
import type { ExamWorld } from "@atelier/grader/phases/phase.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import { createTruth } from "@atelier/world/create-truth.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import type { Drift } from "@atelier/world/listing.ts";
import type { Cli } from "../app.ts";
import {
  candidateEnvironment,
  readKitState,
  sourceUrls,
  ticksFile,
  type KitState,
} from "../kit/kit-state.ts";
import { enginesFolder } from "../state/run-folder.ts";

/** The world stands still for so long at most, should this command be killed. */
const HOLD_SECONDS = 3600;

const Ticked = z.object({ tick: z.number().int() });

export interface PracticeWorld extends ExamWorld {
  /** Reads what the source has seen since this world was opened. */
  refreshAudit(): Promise<void>;
  /** Starts again what was stopped, and lets the world evolve. */
  close(): Promise<void>;
}

/** @throws ConfigError when no kit runs here. */
export async function openPracticeWorld(
  { machine, t }: Cli,
  kit: string,
  stores: Submission["stores"],
): Promise<PracticeWorld> {
  const state = await readKitState(kit, t);
  if (!state) throw new ConfigError("no-kit", t("error.noKitForEnv"));
  const engines = await attachEngines(enginesFolder(kit));
  const lab = await connectLab(state, t("error.noKitForEnv"));
  let ticks = await lab.hold(HOLD_SECONDS);
  // Once it stands still: a tick that came in between would be missing.
  const drifts = await readDrifts(kit);
  const past = (await lab.audit()).at(-1)?.sinceStartMs ?? -1;
  let audit: readonly AuditEntry[] = [];
  const stopped = new Set<EngineName>();
  const roles = {
    reader: { name: stores.relational.reader, password: state.keys.readerPassword },
    loader: { name: stores.relational.loader, password: state.keys.loaderPassword },
  };
  const { seed, scale, keys } = state;
  const { connections } = engines;
  machine.interrupted.throwIfAborted();
  return {
    name: "main",
    scale,
    connections,
    environment: candidateEnvironment(state, connections, sourceUrls(state)),
    roleUrl: (role) => roleUrl(connections, roles[role]),
    truth: () =>
      createTruth({
        secret: secretFromSeed(seed),
        scale,
        pseudonymKey: keys.pseudonymKey,
        ticks,
        drifts,
      }),
    get ticks() {
      return ticks;
    },
    async tick(drift) {
      ticks = await lab.tick(drift);
      drifts[ticks - 1] = drift ?? drifts.at(-1) ?? "none";
      return ticks;
    },
    audit: () => audit,
    async refreshAudit() {
      audit = (await lab.audit()).filter(({ sinceStartMs }) => sinceStartMs > past);
    },
    async stopEngine(name) {
      stopped.add(name);
      await engines.stopOne(name);
    },
    async startEngine(name) {
      await engines.startOne(name);
      stopped.delete(name);
    },
    async close() {
      try {
        for (const name of stopped) await engines.startOne(name);
      } finally {
        await lab.hold(0);
      }
    },
  };
}

async function connectLab({ ports, keys }: KitState, absent: string) {
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`http://127.0.0.1:${ports.site}${path}`, {
      ...init,
      headers: { "x-lab-key": keys.labKey },
    }).catch((cause: unknown) => {
      throw new ConfigError("no-kit", absent, { cause });
    });
    if (!answer.ok) throw new Error(`the source answers ${answer.status} to ${path}`);
    return answer;
  };
  const ticked = async (path: string) =>
    Ticked.parse(await (await ask(path, { method: "POST" })).json()).tick;
  return {
    hold: (seconds: number) => ticked(`${LAB_PATHS.hold}?seconds=${seconds}`),
    tick: (drift?: Drift) => ticked(drift ? `${LAB_PATHS.tick}?drift=${drift}` : LAB_PATHS.tick),
    async audit() {
      const text = await (await ask(LAB_PATHS.audit)).text();
      return text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => AuditEntry.parse(JSON.parse(line)));
    },
  };
}

/** The drift in force at each tick: a word a line. */
async function readDrifts(kit: string): Promise<Drift[]> {
  const text = await readFile(ticksFile(kit), "utf8").catch(() => "");
  return text.split("\n").filter((line) => line !== "") as Drift[];
}
