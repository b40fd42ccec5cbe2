// A kit that `./atelier up --reference` has left running, seen from outside: its world can be moved on, and the stores
// of the reference held against the truth.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readKitState, referenceFolder, type KitState } from "@atelier/cli/kit/kit-state.ts";
import { createTranslate } from "@atelier/cli/language.ts";
import { enginesFolder } from "@atelier/cli/state/run-folder.ts";
import { kitFolder } from "@atelier/cli/state/state-folder.ts";
import { openStores } from "@atelier/cli/run/open-stores.ts";
import { verify } from "@atelier/grader/verify/verify.ts";
import { LAB_PATHS } from "@atelier/contracts/source.ts";
import { attachEngines } from "@atelier/engines/engines.ts";
import { createTruth } from "@atelier/world/create-truth.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import type { Drift } from "@atelier/world/listing.ts";
import { waitUntil } from "./wait-until.ts";

export interface Kit {
  /** Where a service shows its metrics. @throws Error for one that the kit has not */
  metricsPort(service: string): number;
  /** Evolves the world once; its tick. */
  tick(drift?: Drift): Promise<number>;
  /** Compares the reference's stores with the truth of that tick until they are equal. @throws Error with what differs */
  untilEqual(ticks: number, drifts?: readonly Drift[]): Promise<void>;
}

const EQUAL_DEADLINE_MS = 240_000;

const Ticked = z.object({ tick: z.number() });

/** @param stateHome the `ATELIER_STATE_HOME` that the kit was started with, used by one checkout */
export async function openKit(stateHome: string): Promise<Kit> {
  const [checkout = ""] = await readdir(stateHome);
  const folder = kitFolder(join(stateHome, checkout));
  const state = await readKitState(folder, await createTranslate("en"));
  if (!state) throw new Error(`${folder} holds no kit`);
  return {
    metricsPort(service) {
      const port = state.metricsPorts[service];
      if (port === undefined) throw new Error(`the kit has no ${service}`);
      return port;
    },
    async tick(drift) {
      const query = drift === undefined ? "" : `?drift=${drift}`;
      const url = `http://127.0.0.1:${state.ports.site}${LAB_PATHS.tick}${query}`;
      const response = await fetch(url, { method: "POST", headers: { "x-lab-key": state.keys.labKey } });
      return Ticked.parse(await response.json()).tick;
    },
    async untilEqual(ticks, drifts = []) {
      let differences: readonly string[] = [];
      await waitUntil(
        `stores that equal the truth at tick ${ticks}`,
        async () => {
          differences = await differencesOf(folder, state, ticks, drifts);
          return differences.length === 0 ? true : undefined;
        },
        { deadlineMs: EQUAL_DEADLINE_MS, seen: () => differences.slice(0, 5).join("\n") },
      );
    },
  };
}

async function differencesOf(
  folder: string,
  { seed, scale, keys }: KitState,
  ticks: number,
  drifts: readonly Drift[],
): Promise<readonly string[]> {
  const { connections } = await attachEngines(enginesFolder(referenceFolder(folder)));
  const { pseudonymKey } = keys;
  const truth = createTruth({ secret: secretFromSeed(seed), scale, pseudonymKey, ticks, drifts });
  const stores = await openStores(connections, keys);
  try {
    const { differences } = await verify(truth, stores, [], () => undefined);
    return differences;
  } finally {
    await stores.close();
  }
}
