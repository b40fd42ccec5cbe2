// `./atelier up --reference` as a user meets it: whatever changes in the world is in every store with no hand, also
// after the kit was stopped and started again.
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { atelierDone, makeStateHome } from "../harness/command.ts";
import { openKit, type Kit } from "../harness/kit.ts";

/** No tick but those that the test asks for. */
const NEVER = "86400";

let stateHome = "";

beforeAll(async () => {
  stateHome = await makeStateHome();
});

afterAll(async () => {
  await atelierDone(stateHome, "reset", "--yes");
  await rm(stateHome, { recursive: true, force: true });
});

const start = async (): Promise<Kit> => {
  await atelierDone(stateHome, "up", "--reference", "--scale", "0.1", "--tick-every", NEVER);
  return openKit(stateHome);
};

const DRIFTS = ["none", "prices"] as const;

it("brings what a tick changes to every store, and goes on with the same world after a stop", async () => {
  const kit = await start();
  await kit.untilEqual(0, DRIFTS);
  expect(await kit.tick()).toBe(1);
  await kit.untilEqual(1, DRIFTS);

  await atelierDone(stateHome, "down");
  const again = await start();
  expect(await again.tick("prices")).toBe(2);
  await again.untilEqual(2, DRIFTS);
});
