import { describe, expect, it } from "vitest";
import { NOTHING_FORESEEN, type Foresight } from "../../observations/foresight.ts";
import { NO_FRAMEWORK, type Framework } from "../../observations/framework.ts";
import { NOTHING_MODELLED, type Model } from "../../observations/model.ts";
import { NO_TRAININGS, type Trainings } from "../../observations/trainings.ts";
import type { Observations, Part } from "../../observations.ts";
import type { Check, Seen } from "../../check.ts";
import { MODEL_CHECKS } from "./c12.ts";

const EMPTY = {
  model: NOTHING_MODELLED,
  foresight: NOTHING_FORESEEN,
  framework: NO_FRAMEWORK,
  trainings: NO_TRAININGS,
} satisfies Observations;

const done = { code: 0, ended: "exited", seconds: 9, peakMemoryBytes: 3e8, lastWords: "" } as const;

const GOOD_MODEL: Model = {
  train: { ...done, stage: "train", cpuSeconds: 20 },
  predict: { ...done, stage: "predict", cpuSeconds: 4 },
  unreadable: null,
  coverage: { reviews: 11_700, scored: 11_700, unknown: 0, twice: 0, invalid: 0, example: null },
  sample: { reviews: 8000, fraudulent: 640 },
  prAuc: 0.8,
  f1: 0.72,
  precision: 0.8,
  recall: 0.65,
  distinctScores: 7000,
  baselines: { trivial: 0.08, bestRule: { name: "network-authors", prAuc: 0.35 }, logistic: 0.59 },
  lead: { low: 0.4, high: 0.5 },
  claimed: { prAuc: 0.78, f1: 0.7 },
  interval: { low: 0.77, high: 0.83 },
  honest: { reviews: 7360, flagged: 80 },
  decoys: [
    { group: "harvest-day", reviews: 130, flagged: 10 },
    { group: "farm-tablet", reviews: 70, flagged: 12 },
  ],
  accused: ["R1"],
  cost: { unitCpuSeconds: 0.17, cpuSeconds: 24, peakMemoryBytes: 3e8, modelBytes: 1e6 },
};
const GOOD_FORESIGHT: Foresight = {
  commands: [],
  again: { reviews: 1150, different: 0, distinctScores: 900, example: null },
  later: { newReviews: 80, newScored: 80, reviews: 400, different: 2, example: "R1: 0.100 → 0.200" },
};
const GOOD_FRAMEWORK: Framework = {
  declared: "scikit-learn",
  packages: ["scikit-learn"],
  locked: { file: "uv.lock", version: "1.7.2" },
  installed: [".venv/lib/python3.12/site-packages/sklearn"],
  withIt: { ...done, stage: "train", cpuSeconds: 20 },
  withoutIt: { ...done, stage: "train", cpuSeconds: 1, code: 1 },
};
const run = { sample: "test-2026", seed: 7, parameters: {} };
const GOOD_TRAININGS: Trainings = {
  file: "runs.jsonl",
  runs: [
    { ...run, run: "forest", prAuc: 0.75, cpuSeconds: 90, chosen: false },
    { ...run, run: "boosting", prAuc: 0.78, cpuSeconds: 12, chosen: true },
  ],
  wrongLines: 0,
  firstWrong: null,
};
const GOOD = {
  model: GOOD_MODEL,
  foresight: GOOD_FORESIGHT,
  framework: GOOD_FRAMEWORK,
  trainings: GOOD_TRAININGS,
} satisfies Observations;

const checkOf = (id: string): Check => MODEL_CHECKS.find((one) => one.id === id)!;
const judge = (id: string, seen: Partial<typeof EMPTY>) => {
  const { outcome, share } = checkOf(id).judge({ ...GOOD, ...seen } as Seen<Part>);
  return `${outcome} ${share}`;
};
const model = (change: Partial<Model>): { model: Model } => ({ model: { ...GOOD_MODEL, ...change } });

describe("the checks of the model", () => {
  it.each(MODEL_CHECKS.map((check) => [check.id, check] as const))("%s passes good work", (_, check) => {
    expect(check.judge(GOOD as Seen<Part>)).toMatchObject({
      outcome: "passed",
      share: 1,
    });
  });

  it.each(MODEL_CHECKS.map((check) => [check.id, check] as const))(
    "%s gives nothing for nothing",
    (_, check) => {
      const { outcome, share } = check.judge(EMPTY as Seen<Part>);
      expect([outcome, share]).toEqual(["failed", 0]);
    },
  );

  it.each([
    ["C12.5-every-review-scored", { coverage: { ...GOOD_MODEL.coverage, scored: 5850 } }, "partial 0.5"],
    ["C12.5-every-review-scored", { coverage: { ...GOOD_MODEL.coverage, twice: 11_700 } }, "failed 0"],
    ["C12.5-better-than-baselines", { lead: { low: -0.02, high: 0.05 }, prAuc: 0.36 }, "partial 0.7"],
    ["C12.5-better-than-baselines", { lead: { low: -0.1, high: -0.02 }, prAuc: 0.28 }, "partial 0.4"],
    ["C12.5-better-than-baselines", { lead: { low: -0.2, high: -0.1 }, prAuc: 0.12 }, "failed 0"],
    ["C12.5-better-than-baselines", { distinctScores: 1 }, "failed 0"],
    ["C12.5-decides-at-its-threshold", { f1: 0.3 }, "partial 0.5"],
    ["C12.5-decides-at-its-threshold", { f1: 0.148, recall: 1, precision: 0.08 }, "failed 0"],
    ["C12.5-claims-what-it-does", { claimed: { prAuc: 0.99, f1: null } }, "partial 0.5"],
    [
      "C12.5-claims-what-it-does",
      { claimed: { prAuc: 0.99, f1: null }, interval: { low: 0.5, high: 0.6 } },
      "failed 0",
    ],
    ["C12.5-claims-what-it-does", { claimed: null }, "failed 0"],
    ["C12.5-spares-the-honest", { honest: { reviews: 7360, flagged: 900 } }, "partial 0.7"],
    ["C12.5-spares-the-honest", { recall: 0, honest: { reviews: 7360, flagged: 0 } }, "failed 0"],
    ["C12.4-frugal", { cost: { ...GOOD_MODEL.cost, cpuSeconds: 600 } }, "partial 0.5"],
    ["C12.4-frugal", { cost: { ...GOOD_MODEL.cost, cpuSeconds: 6000 } }, "failed 0"],
    ["C12.4-frugal", { cost: { ...GOOD_MODEL.cost, cpuSeconds: 0 } }, "errored 0"],
    ["C12.4-frugal", { train: { ...GOOD_MODEL.train, code: 1 } }, "failed 0"],
  ] satisfies [string, Partial<Model>, string][])("%s weighs %o", (id, change, found) => {
    expect(judge(id, model(change))).toBe(found);
  });

  it("sees scores that move with the future", () => {
    const later = { ...GOOD_FORESIGHT.later, different: 300 };
    expect(judge("C12.5-no-feature-from-the-future", { foresight: { ...GOOD_FORESIGHT, later } })).toBe(
      "failed 0",
    );
  });

  it("does not take it for constancy that newer reviews were never seen", () => {
    const later = { ...GOOD_FORESIGHT.later, newScored: 0, different: 0 };
    expect(judge("C12.5-no-feature-from-the-future", { foresight: { ...GOOD_FORESIGHT, later } })).toBe(
      "failed 0",
    );
  });

  it("sees a training that another run does not repeat", () => {
    const again = { ...GOOD_FORESIGHT.again, different: 60 };
    expect(judge("C12.6-training-reproducible", { foresight: { ...GOOD_FORESIGHT, again } })).toBe(
      "partial 0.5",
    );
    const wild = { ...GOOD_FORESIGHT.again, different: 600 };
    expect(judge("C12.6-training-reproducible", { foresight: { ...GOOD_FORESIGHT, again: wild } })).toBe(
      "failed 0",
    );
  });

  it("sees a training that does without its framework", () => {
    const framework = { ...GOOD_FRAMEWORK, withoutIt: { ...GOOD_FRAMEWORK.withIt!, code: 0 } };
    expect(judge("C12.3-framework-used", { framework })).toBe("failed 0");
  });

  it("leaves a framework that it does not know to people", () => {
    const framework = { ...NO_FRAMEWORK, declared: "H2O" };
    expect(judge("C12.3-framework-used", { framework })).toBe("jury 0");
    expect(judge("C12.3-framework-locked", { framework })).toBe("jury 0");
  });

  it("compares only trainings on the same sample", () => {
    const runs = GOOD_TRAININGS.runs.map((one, index) => ({ ...one, sample: `sample-${index}` }));
    expect(judge("C12.6-trainings-compared", { trainings: { ...GOOD_TRAININGS, runs } })).toBe("failed 0");
    expect(judge("C12.4-cost-compared", { trainings: { ...GOOD_TRAININGS, runs } })).toBe("failed 0");
  });

  it("asks for a reason when the worse training was chosen", () => {
    const runs = GOOD_TRAININGS.runs.map((one) => ({ ...one, chosen: !one.chosen }));
    expect(judge("C12.6-trainings-compared", { trainings: { ...GOOD_TRAININGS, runs } })).toBe("partial 0.5");
  });
});
