// `./atelier drift`: makes the kit's world drift, by as many ticks as it takes to be seen, and says where it shows.
import { z } from "zod";
import { LAB_PATHS } from "@atelier/contracts/source.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import { layoutOf } from "@atelier/world/layout.ts";
import type { Drift } from "@atelier/world/listing.ts";
import { reviewsPerTick } from "@atelier/world/ticks.ts";
import type { Cli } from "../app.ts";
import { filesOf, findRecorded } from "../processes/service-process.ts";
import { kitFolder, stateFolder } from "../state/state-folder.ts";
import { readKitState, type KitState } from "./kit-state.ts";

/** Reviews that fill a window of 500, those of forgotten people and damaged ones left out. */
const ENOUGH_REVIEWS = 700;

/** What tells of each: docker/monitoring/prometheus/rules/drift.yml. */
const SIGNS = {
  prices: { alert: "DriftPrices", metric: 'model_drift_psi{feature="priceLevel"}' },
  text: { alert: "DriftText", metric: 'model_drift_psi{feature=~"text.*"}' },
  fraud: { alert: "DriftFraud", metric: 'model_drift_psi{feature="networkAuthors"}' },
  missing: { alert: "DriftMissing", metric: "model_drift_missing_ratio" },
} satisfies Record<Exclude<Drift, "none">, object>;

export interface DriftOptions {
  readonly ticks?: number;
  readonly json: boolean;
}

/** @throws ConfigError when no kit runs, or its source does not answer. */
export async function drift(cli: Cli, kind: Drift, options: DriftOptions): Promise<number> {
  const { machine, console, t } = cli;
  const kit = kitFolder(stateFolder(machine));
  const state = await readKitState(kit, t);
  if (!state || !(await findRecorded(filesOf(kit, "source")))) {
    throw new ConfigError("no-kit", t("error.noKit"));
  }
  const ticks = options.ticks ?? (kind === "none" ? 1 : ticksThatShow(state.scale));
  let tick = 0;
  for (let done = 0; done < ticks; done += 1) tick = await evolve(cli, state, kind);
  const signs = kind === "none" ? undefined : SIGNS[kind];
  if (options.json) console.print(JSON.stringify({ ok: true, drift: kind, ticks, tick, ...signs }));
  else {
    console.print(t("drift.done", { ticks, tick, what: t(`drift.what.${kind}`) }));
    if (signs) console.print(t("drift.watch", signs));
  }
  return 0;
}

const ticksThatShow = (scale: number): number => Math.ceil(ENOUGH_REVIEWS / reviewsPerTick(layoutOf(scale)));

const Ticked = z.object({ tick: z.number() });

async function evolve({ machine, t }: Cli, { ports, keys }: KitState, kind: Drift): Promise<number> {
  const url = `http://127.0.0.1:${ports.site}${LAB_PATHS.tick}?drift=${kind}`;
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "x-lab-key": keys.labKey },
      signal: machine.interrupted,
    });
    return Ticked.parse(await response.json()).tick;
  } catch (cause) {
    machine.interrupted.throwIfAborted();
    throw new ConfigError("source-away", t("error.sourceAway", { reason: reasonOf(cause) }), { cause });
  }
}

/** The network's own word, such as ECONNREFUSED, where there is one. */
const reasonOf = (error: unknown): string => {
  const { cause, name } = error as Error;
  return (cause as NodeJS.ErrnoException | undefined)?.code ?? name;
};
