import { describe, expect, it } from "vitest";
import { createTruth } from "@atelier/world/create-truth.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import { Submission } from "@atelier/contracts/submission.ts";
import type { AuditEntry } from "@atelier/contracts/source.ts";
import { AUTOMATION_CHECKS } from "../checks/c11/c11.ts";
import { truthStores } from "../flows/truth-stores.fixture.ts";
import type { Automation } from "../observations/automation.ts";
import type { Truth } from "@atelier/world/truth.ts";
import type { Row } from "../verify/compare.ts";
import type { Seen } from "../check.ts";
import type { Part } from "../observations.ts";
import { observeAutomation } from "./automation.ts";
import type { SandboxRun } from "./stage-commands.ts";

const RUN: SandboxRun = {
  code: 1,
  ended: "exited",
  wallMs: 0,
  cpuSeconds: 0,
  peakMemoryBytes: 0,
  stdout: "",
  stderr: "no such table",
};
const submission = Submission.parse({
  version: 1,
  exam: "E2",
  commands: { serve: "./serve" },
  schedule: { cadenceSeconds: 10, recoverySeconds: 20, scheduler: "own loop" },
  stores: { relational: { reader: "reader", loader: "loader" } },
  raw: { in: "files", folder: "raw" },
});

interface Flow {
  /** How many polls after a tick it has it. */
  readonly lag?: number;
  /** Ticks that it follows once it runs; then it stops following. */
  readonly follows?: number;
  readonly worksUnserved?: boolean;
  /** What its stores hold of what they should, after a kill or before. */
  readonly distort?: (part: string, rows: Row[], killed: boolean) => Row[];
  readonly requestsPerPoll?: number;
  readonly declared?: boolean;
  /** `serve` ends as soon as it has begun. */
  readonly dies?: boolean;
}

const truths: Truth[] = [];

const truthAt = (tick: number) =>
  (truths[tick] ??= createTruth({
    secret: secretFromSeed("flow"),
    scale: 0.02,
    pseudonymKey: "k".repeat(32),
    ticks: tick,
  }));

/** A small world and a flow that follows it, on a clock that only waiting moves. */
function watch({
  lag = 2,
  follows = Infinity,
  worksUnserved = false,
  distort = (_, rows) => rows,
  requestsPerPoll = 8,
  declared = true,
  dies = false,
}: Flow): Promise<Automation> {
  let [ticks, held, runs, killed, clock, since, followed] = [0, 0, false, false, 0, 0, 0];
  const audit: AuditEntry[] = [];
  const process = {
    exited: new Promise<SandboxRun>(() => {}),
    stop: async () => RUN,
    kill: async () => {},
    outputFiles: () => [],
  };
  const running = () => {
    runs = !dies;
    return process;
  };
  return observeAutomation(
    {
      truth: () => truthAt(ticks),
      audit: () => audit,
      tick: async () => {
        since = 0;
        return (ticks += 1);
      },
    },
    {
      submission: declared ? submission : { ...submission, schedule: undefined },
      service: {
        ensure: async () => running(),
        running: () => (runs ? process : undefined),
        stop: async () => void (runs = false),
        kill: async () => {
          runs = false;
          killed = true;
        },
        pageUrl: "",
        outputFiles: () => [],
      },
    },
    truthStores(
      () => truthAt(held),
      (part, rows) => distort(part, rows, killed),
    ),
    {
      now: () => clock,
      pause: async () => {
        clock += 2000;
        if (!runs && !worksUnserved) return;
        since += 1;
        for (let request = 0; request < requestsPerPoll; request++) audit.push({} as AuditEntry);
        if (since >= lag && held < ticks && followed < follows) {
          held = ticks;
          followed += 1;
        }
      },
    },
  );
}

const leaveTextsOut = (part: string, rows: Row[]) =>
  ["reviews", "Review", "WROTE"].includes(part) ? [] : rows;
const doubleAfterAKill = (part: string, rows: Row[], killed: boolean) =>
  killed && part === "lab.orders" ? [...rows, rows[0]!] : rows;
const loseInAKill = (part: string, rows: Row[], killed: boolean) =>
  killed && part === "lab.orders" ? rows.slice(1) : rows;

const outcomes = async (flow: Flow) => {
  const automation = await watch(flow);
  return AUTOMATION_CHECKS.map((check) => {
    const { outcome, share } = check.judge({ automation } as Seen<Part>);
    return `${check.id.slice(6)}: ${outcome} ${share}`;
  });
};

describe("flows that run by themselves", () => {
  it("bring each change in time, and lose nothing in a kill", async () => {
    expect(await outcomes({})).toEqual([
      "schedule-is-active: passed 1",
      "structured-data-arrive: passed 1",
      "unstructured-data-arrive: passed 1",
      "recovers-after-a-kill: passed 1",
    ]);
  });

  it("that run once at start are not scheduled", async () => {
    expect(await outcomes({ follows: 1 })).toEqual([
      "schedule-is-active: failed 0",
      "structured-data-arrive: partial 0.5",
      "unstructured-data-arrive: partial 0.5",
      "recovers-after-a-kill: failed 0",
    ]);
  });

  it("that are too slow for what they declare bring the first change alone, in the time that starting takes", async () => {
    expect((await outcomes({ lag: 60 }))[0]).toBe("schedule-is-active: failed 0");
  });

  it("that go on while `serve` is stopped are not what `serve` starts", async () => {
    expect((await outcomes({ worksUnserved: true, lag: 1 }))[0]).toBe("schedule-is-active: failed 0");
  });

  it("that leave texts and graph out pay for those alone", async () => {
    const [active, structured, unstructured] = await outcomes({ distort: leaveTextsOut });
    expect(active).toBe("schedule-is-active: passed 1");
    expect(structured).toBe("structured-data-arrive: passed 1");
    expect(unstructured).toBe("unstructured-data-arrive: failed 0");
  });

  it("that double rows after a kill do not recover", async () => {
    expect((await outcomes({ distort: doubleAfterAKill }))[3]).toBe("recovers-after-a-kill: failed 0");
  });

  it("that lose rows in a kill do not recover", async () => {
    expect((await outcomes({ distort: loseInAKill }))[3]).toBe("recovers-after-a-kill: failed 0");
  });

  it("cannot be interrupted where they ask nothing of the sources", async () => {
    expect((await outcomes({ requestsPerPoll: 0 }))[3]).toBe("recovers-after-a-kill: failed 0");
  });

  it("that end as they begin are not waited for", async () => {
    const { rounds, serving } = await watch({ dies: true });
    expect(serving).toBe(false);
    expect(rounds.map(({ seconds }) => seconds)).toEqual([0, 0]);
  });

  it("that declare no schedule have none", async () => {
    expect(await outcomes({ declared: false })).toEqual([
      "schedule-is-active: failed 0",
      "structured-data-arrive: failed 0",
      "unstructured-data-arrive: failed 0",
      "recovers-after-a-kill: failed 0",
    ]);
  });
});
