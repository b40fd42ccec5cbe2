// `./atelier up --reference` as a user meets it: whatever changes in the world is in every store with no hand, also
// after the kit was stopped and started again.
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { atelierDone, makeStateHome } from "../harness/command.ts";
import { openKit, type Kit } from "../harness/kit.ts";
import { waitUntil } from "../harness/wait-until.ts";

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

async function untilTrue(kit: Kit, ticks: number): Promise<void> {
  let differences: readonly string[] = [];
  await waitUntil(
    `the stores to equal the truth at tick ${ticks}`,
    async () => {
      differences = await kit.differences(ticks, ["none", "prices"]);
      return differences.length === 0 ? true : undefined;
    },
    { deadlineMs: 240_000, seen: () => differences.slice(0, 5).join("\n") },
  );
}

it("brings what a tick changes to every store, and goes on with the same world after a stop", async () => {
  const kit = await start();
  await untilTrue(kit, 0);
  expect(await kit.tick()).toBe(1);
  await untilTrue(kit, 1);

  await atelierDone(stateHome, "down");
  const again = await start();
  expect(await again.tick("prices")).toBe(2);
  await untilTrue(again, 2);
});
