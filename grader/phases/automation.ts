// Lets the world tick while `serve` runs, and waits for each change to reach the stores by itself; then kills everything in the
// middle of a tick, starts it again, and counts.
import { setTimeout as delay } from "node:timers/promises";
import {
  arrivedOf,
  changesBetween,
  goneOf,
  lossesBetween,
  takeCensus,
  type Change,
  type ReadStores,
} from "../flows/changes.ts";
import type { Automation, Round } from "../observations/automation.ts";
import { openStores } from "../stores/stores.ts";
import { readable } from "../text/readable.ts";
import type { ExamWorld, Phase, PhaseContext } from "./phase.ts";

/** Beyond what was declared. */
const MARGIN_SECONDS = 60;
/** Until `serve` does its first work. */
const START_SECONDS = 120;
/** While nothing runs: for what somebody has left running. */
const CONTROL_SECONDS = 4;
const POLL_MS = 2000;
/** In the middle: some of a tick's requests have been answered, most have not. */
const KILL_AFTER_REQUESTS = 12;

export const automation: Phase<"automation"> = {
  part: "automation",
  world: "live",
  async observe(world, context) {
    const stores = await openStores(world, context);
    try {
      return await observeAutomation(world, context, stores, {
        now: () => performance.now(),
        pause: () => delay(POLL_MS, undefined, { signal: context.signal }),
      });
    } finally {
      await stores.close();
    }
  },
};

export interface Patience {
  /** Milliseconds. */
  now(): number;
  /** Between two looks. */
  pause(): Promise<unknown>;
}

type Flows = Pick<ExamWorld, "truth" | "tick" | "audit">;

export async function observeAutomation(
  world: Flows,
  { submission, service }: Pick<PhaseContext, "submission" | "service">,
  stores: ReadStores,
  patience: Patience,
): Promise<Automation> {
  const { schedule } = submission;
  const cadence = schedule?.cadenceSeconds ?? 0;
  const tick = async () => {
    const before = world.truth();
    const number = await world.tick();
    return { number, changes: changesBetween(before, world.truth()) };
  };
  // What has ended by itself brings nothing any more, however long one waits.
  let isStarted = false;
  const mayCome = () => !isStarted || service.running() !== undefined;
  const wait = (number: number, changes: readonly Change[], allowedSeconds: number) =>
    untilArrived(number, changes, allowedSeconds, stores, patience, mayCome);

  await service.stop();
  const first = await tick();
  const control = await wait(first.number, first.changes, CONTROL_SECONDS);
  if (!schedule || submission.commands.serve === undefined) {
    return { declared: null, serving: false, lastWords: "", control, rounds: [], recovery: null };
  }
  const started = await service.ensure();
  isStarted = true;
  let words = "";
  void started.exited.then(({ stdout, stderr }) => {
    words = readable(`${stdout}\n${stderr}`).trim().slice(-500);
  });
  const rounds = [await wait(first.number, first.changes, START_SECONDS + cadence + MARGIN_SECONDS)];
  const second = await tick();
  rounds.push(await wait(second.number, second.changes, cadence + MARGIN_SECONDS));
  const serving = service.running() !== undefined;
  return {
    declared: {
      cadenceSeconds: schedule.cadenceSeconds,
      recoverySeconds: schedule.recoverySeconds,
      scheduler: readable(schedule.scheduler),
    },
    serving,
    lastWords: serving ? "" : words,
    control,
    rounds,
    // What does not arrive by itself cannot be interrupted.
    recovery: rounds.some(isPartial)
      ? await observeRecovery(
          { world, service, stores, patience, tick, wait },
          cadence + MARGIN_SECONDS,
          schedule.recoverySeconds + START_SECONDS + cadence + MARGIN_SECONDS,
        )
      : null,
  };
}

const isPartial = ({ parts }: Round) => parts.some(({ arrived }) => arrived > 0);

interface Interruption {
  readonly world: Flows;
  readonly service: PhaseContext["service"];
  readonly stores: ReadStores;
  readonly patience: Patience;
  tick(): Promise<{ readonly number: number; readonly changes: readonly Change[] }>;
  wait(number: number, changes: readonly Change[], allowedSeconds: number): Promise<Round>;
}

async function observeRecovery(
  { world, service, stores, patience, tick, wait }: Interruption,
  killWithinSeconds: number,
  recoverWithinSeconds: number,
): Promise<NonNullable<Automation["recovery"]>> {
  const before = await takeCensus(stores);
  const asked = world.audit().length;
  const { number, changes } = await tick();
  const requests = () => world.audit().length - asked;
  const deadline = patience.now() + killWithinSeconds * 1000;
  while (requests() < KILL_AFTER_REQUESTS && patience.now() < deadline) await patience.pause();
  const killedAfterRequests = requests() < KILL_AFTER_REQUESTS ? null : requests();
  await service.kill();
  await service.ensure();
  const round = await wait(number, changes, recoverWithinSeconds);
  const losses = lossesBetween(before, await takeCensus(stores), goneOf(changes));
  return { killedAfterRequests, round, ...losses };
}

async function untilArrived(
  tick: number,
  changes: readonly Change[],
  allowedSeconds: number,
  stores: ReadStores,
  { now, pause }: Patience,
  mayCome: () => boolean,
): Promise<Round> {
  const startedAt = now();
  for (;;) {
    const isLast = !mayCome();
    const parts: Round["parts"] = [];
    for (const change of changes) parts.push(await arrivedOf(change, stores));
    const seconds = (now() - startedAt) / 1000;
    if (isLast || seconds >= allowedSeconds || parts.every(({ arrived, expected }) => arrived === expected)) {
      return { tick, parts, seconds, allowedSeconds };
    }
    await pause();
  }
}
