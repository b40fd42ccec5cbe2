// Changes the passwords of the submission's roles as its operator would: by the environment, `setup` and a restart.
import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import type { Flows } from "../observations/flows.ts";
import type { ExamWorld, PhaseContext } from "../phases/phase.ts";
import { openSqlSession, StoreRefusal } from "../stores/sql-session.ts";
import { arrivedOf, changesBetween, type ReadStores } from "./changes.ts";

const POLL_MS = 2000;
const STOP_GRACE_MS = 20_000;
const ROLES = ["reader", "loader"] as const;

/** `serve` must not be running; afterwards passwords are as they were. */
export async function observeRotation(
  world: ExamWorld,
  { commands, signal }: Pick<PhaseContext, "commands" | "signal">,
  stores: ReadStores,
  allowedSeconds: number,
): Promise<NonNullable<Flows["rotation"]>> {
  const fresh = { reader: randomBytes(24).toString("hex"), loader: randomBytes(24).toString("hex") };
  const environment = {
    [STAGE_ENVIRONMENT.readerPassword]: fresh.reader,
    [STAGE_ENVIRONMENT.loaderPassword]: fresh.loader,
  };
  const old = (role: (typeof ROLES)[number]) => world.roleUrl(role);
  const changed = (role: (typeof ROLES)[number]) => {
    const url = new URL(world.roleUrl(role));
    url.password = fresh[role];
    return url.href;
  };
  const setup = await commands.run("setup", world, { environment });
  try {
    const newWorks = (await Promise.all(ROLES.map((role) => letsIn(changed(role))))).every(Boolean);
    const oldRefused = (await Promise.all(ROLES.map((role) => letsIn(old(role))))).every((one) => !one);
    // Without them nothing can arrive: there is nothing to wait for.
    if (!newWorks) return { setup, newWorks, oldRefused, expected: 0, arrived: 0 };
    const before = world.truth();
    await world.tick();
    const changes = changesBetween(before, world.truth()).filter(({ place }) => place.form === "structured");
    const serving = await commands.start("serve", world, { environment });
    try {
      const deadline = performance.now() + allowedSeconds * 1000;
      for (;;) {
        let [expected, arrived] = [0, 0];
        for (const change of changes) {
          const part = await arrivedOf(change, stores);
          expected += part.expected;
          arrived += part.arrived;
        }
        if (arrived === expected || performance.now() > deadline) {
          return { setup, newWorks, oldRefused, expected, arrived };
        }
        await delay(POLL_MS, undefined, { signal });
      }
    } finally {
      await serving.stop(STOP_GRACE_MS);
    }
  } finally {
    await commands.run("setup", world);
  }
}

async function letsIn(url: string): Promise<boolean> {
  try {
    const session = await openSqlSession({ url });
    await session.close();
    return true;
  } catch (error) {
    if (error instanceof StoreRefusal) return false;
    throw error;
  }
}
