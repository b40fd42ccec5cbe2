// Lets a person of the live world ask to be erased, and waits until no store speaks of them: within the promised cadence under
// `serve`, else after the command.
import { setTimeout } from "node:timers/promises";
import type { Truth } from "@atelier/world/truth.ts";
import type { Erasure } from "../observations/erasure.ts";
import { createPersonSearch } from "../privacy/search.ts";
import { everything } from "../stores/everything.ts";
import { StoreRefusal } from "../stores/sql-session.ts";
import type { ExamWorld, Phase, PhaseContext } from "./phase.ts";

const MOST_TICKS = 6;
const LEAST_MARGIN_SECONDS = 30;
/** Until `serve` does its first work. */
const START_SECONDS = 120;
const PAUSE_MS = 2000;
const PSEUDONYM = /[0-9a-f]{64}/g;

export const erasure: Phase<"erasure"> = {
  part: "erasure",
  world: "live",
  async observe(world, context): Promise<Erasure> {
    const { schedule } = context.submission;
    const isServed = schedule !== undefined && context.commands.has("serve");
    const isNew = context.service.running() === undefined;
    if (isServed) await context.service.ensure();
    const { asked, presentBefore } = await awaitRequest(world, context);
    const cadence = schedule?.cadenceSeconds ?? 0;
    const margin = Math.max(LEAST_MARGIN_SECONDS, cadence / 2) + (isNew ? START_SECONDS : 0);
    const allowedSeconds = cadence + margin;
    const look = () => remainingOf(asked, world, context);
    const since = performance.now();
    const seconds = () => (performance.now() - since) / 1000;
    let seen = await look();
    const deadline = isServed ? allowedSeconds : 0;
    while (seen.remaining.length > 0 && seconds() < deadline) {
      await setTimeout(PAUSE_MS, undefined, { signal: context.signal });
      seen = await look();
    }
    const about = { asked: asked.size, presentBefore, allowedSeconds };
    if (isServed && seen.remaining.length === 0) {
      return { ...about, ...seen, honouredBy: "serve", seconds: seconds() };
    }
    if (context.commands.has("erase")) {
      await context.commands.run("erase", world);
      seen = await look();
    }
    const honouredBy = seen.remaining.length === 0 ? "erase" : "nothing";
    return { ...about, ...seen, honouredBy, seconds: seconds() };
  },
};

/** Ticks until somebody asks of whom the stores knew. */
async function awaitRequest(
  world: ExamWorld,
  context: PhaseContext,
): Promise<{ readonly asked: ReadonlySet<string>; readonly presentBefore: string[] }> {
  const places = await pseudonymsByPlace(world, context);
  const before = new Set(world.truth().forgotten());
  let asked = new Set<string>();
  let presentBefore: string[] = [];
  for (let tick = 0; tick < MOST_TICKS && presentBefore.length === 0; tick += 1) {
    await world.tick();
    asked = new Set([...world.truth().forgotten()].filter((key) => !before.has(key)));
    presentBefore = [...places].flatMap(([where, keys]) =>
      [...asked].some((key) => keys.has(key)) ? [where] : [],
    );
  }
  return { asked, presentBefore };
}

async function pseudonymsByPlace(world: ExamWorld, context: PhaseContext): Promise<Map<string, Set<string>>> {
  const places = new Map<string, Set<string>>();
  for await (const { where, rows } of everything(world, context)) {
    const keys = new Set<string>();
    for await (const { bytes } of rows) {
      for (const [key] of bytes.toString("latin1").matchAll(PSEUDONYM)) keys.add(key);
    }
    places.set(where, keys);
  }
  return places;
}

async function remainingOf(
  asked: ReadonlySet<string>,
  world: ExamWorld,
  context: PhaseContext,
): Promise<{ remaining: string[]; othersKept: number }> {
  const truth: Truth = world.truth();
  const search = createPersonSearch({
    forgotten: () => asked,
    canaries: () => [],
    rawIds: () => truth.rawIds(),
    rows: (view) => truth.rows(view),
  });
  const unreadable: string[] = [];
  for await (const { where, rows } of everything(world, context)) {
    await search.place(where, rows).catch((error: unknown) => {
      if (!(error instanceof StoreRefusal)) throw error;
      unreadable.push(where);
    });
  }
  const { forgotten, knownPersons } = search.result();
  return { remaining: [...forgotten.map(({ where }) => where), ...unreadable], othersKept: knownPersons };
}
