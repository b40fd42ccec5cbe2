// `./atelier drift` on a kit whose source runs: the world that it serves has drifted.
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { ticksFile, writeKitState, type KitState } from "@atelier/cli/kit/kit-state.ts";
import { sourceSpec } from "@atelier/cli/pipeline.ts";
import { drawKeys } from "@atelier/secrets/keys.ts";
import { firstLine, startService, type ServiceProcess } from "@atelier/cli/processes/service-process.ts";
import { kitFolder, stateFolder } from "@atelier/cli/state/state-folder.ts";
import { freePorts } from "@atelier/engines/ports.ts";
import { LAB_PATHS } from "@atelier/contracts/source.ts";
import { atelierDone, makeStateHome, startAtelier } from "../harness/command.ts";
import { machine } from "../harness/machine.ts";

let stateHome: string;
let state: KitState;
let source: ServiceProcess;

beforeAll(async () => {
  stateHome = await makeStateHome();
  const kit = kitFolder(stateFolder({ ...machine, environment: { ATELIER_STATE_HOME: stateHome } }));
  const [site = 0, partner = 0, registry = 0] = await freePorts(3);
  state = {
    seed: "drift",
    scale: 0.1,
    tickEverySeconds: 86_400,
    keys: drawKeys(),
    ports: { site, partner, registry },
    metricsPorts: {},
  };
  await writeKitState(kit, state);
  source = await startService(
    kit,
    sourceSpec({ machine, keys: state.keys, detached: false }, { ...state, journalFile: ticksFile(kit) }),
  );
  await firstLine(source, machine.interrupted);
});
afterAll(async () => {
  await source?.stop();
  await rm(stateHome, { recursive: true, force: true });
});

const Said = z.object({
  ok: z.literal(true),
  drift: z.string(),
  ticks: z.number(),
  tick: z.number(),
  alert: z.string().optional(),
});
const drift = async (...args: string[]) =>
  Said.parse(JSON.parse(await atelierDone(stateHome, "drift", ...args, "--json")));

/** Of all reviews of the world as it is now. */
async function shareWithoutText(): Promise<number> {
  const url = `http://127.0.0.1:${state.ports.site}${LAB_PATHS.truth}`;
  const response = await fetch(url, { headers: { "x-lab-key": state.keys.labKey } });
  const lines = (await response.text()).split("\n").filter((line) => line.includes('"type":"review-text"'));
  return lines.filter((line) => line.includes('"text":null')).length / lines.length;
}

it("moves the world on by as many ticks as fill a window, in the way that was asked for", async () => {
  const before = await shareWithoutText();
  expect(await drift("missing", "--ticks", "2")).toMatchObject({
    drift: "missing",
    tick: 2,
    alert: "DriftMissing",
  });
  expect(await drift("missing")).toMatchObject({ ticks: 59, tick: 61 });
  expect(await shareWithoutText()).toBeGreaterThan(before + 0.1);
  expect(await drift("none")).toEqual({ ok: true, drift: "none", ticks: 1, tick: 62 });
});

it("tells people what has changed and what to look at", async () => {
  expect(await atelierDone(stateHome, "drift", "prices", "--ticks", "1")).toMatch(/tick 63.*\n.*DriftPrices/);
  expect(await atelierDone(stateHome, "--lang", "fr", "drift", "text", "--ticks", "1")).toMatch(
    /top 64.*\n.*DriftText/,
  );
});

it("says in one line that the kit does not run, once its source has ended", async () => {
  await source.stop();
  const { child, output } = startAtelier(stateHome, "drift", "prices");
  const [code] = await once(child, "close");
  expect(code).toBe(2);
  expect(output.stdout).toBe("");
  expect(output.stderr).toMatch(/^Error: No kit is running here.*\n$/);
});
