// `./atelier up --reference` as a user meets it: whatever changes in the world is in every store with no hand, also
// after the kit was stopped and started again.
import { once } from "node:events";
import { readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { atelierDone, makeStateHome } from "../harness/command.ts";
import { openKit, type Kit } from "../harness/kit.ts";
import { CONSUMERS } from "../harness/lab.ts";
import { openPromQl } from "../harness/promql.ts";
import { waitUntil } from "../harness/wait-until.ts";

const Started = z.object({ prometheusUrl: z.string() });
const Status = z.object({ parts: z.array(z.looseObject({ name: z.string(), running: z.boolean() })) });

/** No tick but those that the test asks for. */
const NEVER = "86400";

let stateHome = "";

beforeAll(async () => {
  vi.stubEnv("ATELIER_LOG_LEVEL", "debug");
  stateHome = await makeStateHome();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await atelierDone(stateHome, "reset", "--yes");
  await rm(stateHome, { recursive: true, force: true });
});

const UP = ["up", "--seed", "watched", "--scale", "0.1", "--tick-every", NEVER];

const start = async (): Promise<Kit> => {
  await atelierDone(stateHome, ...UP, "--reference").catch(async (error: unknown) => {
    const [checkout = ""] = await readdir(stateHome);
    const log = join(stateHome, checkout, "kit/reference/log/loader-postgres.log");
    const words = await readFile(log, "utf8").catch(String);
    throw new Error(`${String(error)}\nthe loader's last words:\n${words.slice(-8000)}`, { cause: error });
  });
  return openKit(stateHome);
};

it("says which service ended rather than wait for it, and starts nothing by halves", async () => {
  await atelierDone(stateHome, ...UP);
  const { metricsPort } = await openKit(stateHome);
  const taken = createServer().listen(metricsPort("loader-postgres"), "127.0.0.1");
  await once(taken, "listening");
  try {
    await expect(atelierDone(stateHome, ...UP, "--reference")).rejects.toThrow(
      /loader-postgres ended: Port \d+ is taken/,
    );
  } finally {
    taken.close();
  }
  // It says so by its exit code too.
  const status = atelierDone(stateHome, "status", "--json");
  await expect(status).rejects.toThrow(/^(?!.*"running":true).*"running":false/s);
});

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

it("watches what runs when asked to, and no longer once it is stopped", async () => {
  const { prometheusUrl } = Started.parse(
    JSON.parse(await atelierDone(stateHome, "up", "--observability", "--json")),
  );
  const own = ["alertmanager", "prometheus"];
  const expected = [...own, "source", "scraper", ...CONSUMERS, "scorer", "model-api", "dashboard"].toSorted();
  const prometheus = openPromQl(prometheusUrl);
  let seen: unknown;
  const up = await waitUntil(
    "every target up",
    async () => {
      const found = await prometheus.targets();
      seen = found;
      return found.length === expected.length && found.every(({ health }) => health === "up")
        ? found
        : undefined;
    },
    { seen: () => JSON.stringify(seen) },
  );
  expect(up.map(({ service }) => service).toSorted()).toEqual(expected);
  const { parts } = Status.parse(JSON.parse(await atelierDone(stateHome, "status", "--json")));
  for (const name of ["prometheus", "alertmanager"]) {
    expect(parts).toContainEqual(expect.objectContaining({ name, running: true }));
  }
  expect(await atelierDone(stateHome, "logs", "prometheus")).toContain("Server is ready");

  expect(await atelierDone(stateHome, "down")).toContain("prometheus");
  await expect(fetch(prometheusUrl)).rejects.toThrow("fetch failed");
});
