import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { createTruth } from "@atelier/world/create-truth.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import { compareScores } from "./compare-scores.ts";
import { fitLogistic } from "./logistic.ts";
import { judgePredictions, type Prediction } from "./judge-predictions.ts";
import { knownFramework } from "./frameworks.ts";
import { lockedVersion } from "./locked-version.ts";
import { readRuns } from "./training-runs.ts";
import { resamplePrAuc } from "./resample.ts";
import { sampleReviews } from "./sample.ts";
import { takePredictions } from "./read-predictions.ts";
import { touchedByLater } from "./touched.ts";

const truthAt = (ticks: number) =>
  createTruth({ secret: secretFromSeed("model"), scale: 0.1, pseudonymKey: "k".repeat(32), ticks });
const reviews = sampleReviews(truthAt(0));
const logistic = fitLogistic(reviews);
const saying = (say: (index: number) => Prediction) =>
  judgePredictions(reviews, new Map(reviews.map((one, index) => [one.reviewId, say(index)])), logistic);

describe("predictions held against the truth", () => {
  it("are judged on reviews that have no label", () => {
    const { sample } = saying(() => ({ score: 0, flagged: false }));
    expect(sample.reviews).toBe(reviews.filter(({ label }) => label === null).length);
  });

  it("that know everything are perfect", () => {
    const judged = saying((at) => {
      const { fraudulent } = reviews[at]!;
      return { score: fraudulent ? 1 : 0, flagged: fraudulent };
    });
    expect(judged).toMatchObject({ prAuc: 1, f1: 1, honest: { flagged: 0 }, interval: { low: 1, high: 1 } });
  });

  it("that say the same of all are as good as chance", () => {
    const judged = saying(() => ({ score: 0.5, flagged: true }));
    expect(judged.prAuc).toBeCloseTo(judged.baselines.trivial, 10);
    expect(judged.lead.high).toBeLessThan(0);
  });

  it("of a simple logistic regression beat any single rule", () => {
    const judged = saying((at) => ({ score: logistic[at]!, flagged: logistic[at]! > 0.5 }));
    expect(judged.lead.low).toBeGreaterThan(0);
    expect(judged.prAuc).toBe(judged.baselines.logistic);
  });

  it("that repeat the labels have learnt nothing", () => {
    const judged = saying((at) => {
      const labelled = reviews[at]!.label === true;
      return { score: labelled ? 1 : 0, flagged: labelled };
    });
    expect(judged).toMatchObject({ f1: 0, distinctScores: 1 });
  });
});

describe("a confidence interval", () => {
  it("is the same twice, and holds the middle", () => {
    const positive = Array.from({ length: 400 }, (_, at) => at % 10 === 0);
    const scores = positive.map((flag, at) => (flag ? 0.5 : 0.2) + (at % 7) / 20);
    const first = resamplePrAuc(scores, scores, positive);
    expect(resamplePrAuc(scores, scores, positive)).toEqual(first);
    expect(first.lead).toEqual({ low: 0, high: 0 });
    expect(first.own.low).toBeLessThan(first.own.high);
  });

  it("of a sample without fraud is empty", () => {
    expect(resamplePrAuc([1, 0], [0, 0], [false, false]).own).toEqual({ low: 0, high: 0 });
  });
});

function take(rows: readonly (readonly [string | null, string | null, string | null])[]) {
  return takePredictions(
    rows.map(([reviewId, score, flagged]) => ({ reviewId, score, flagged })),
    ["A", "B"],
  );
}

describe("rows of predictions", () => {
  it("are a score and a flag, whatever their types", () => {
    const { predictions, coverage } = take([
      ["A", "0.25", "t"],
      ["B", "1e-3", "0"],
    ]);
    expect([...predictions.values()]).toEqual([
      { score: 0.25, flagged: true },
      { score: 0.001, flagged: false },
    ]);
    expect(coverage).toMatchObject({ scored: 2, twice: 0, invalid: 0, unknown: 0, example: null });
  });

  it.each(["NaN", "Infinity", "1.01", "-0.1", "0x1", "", "0,5"])("with %s for a score are none", (score) => {
    expect(take([["A", score, "t"]]).coverage).toMatchObject({ scored: 0, invalid: 1, example: "A" });
  });

  it("count once, and only of reviews that there are", () => {
    const { coverage, predictions } = take([
      ["A", "0.1", "f"],
      ["A", "0.9", "t"],
      ["Z", "0.9", "t"],
      [null, "0.9", "t"],
    ]);
    expect(coverage).toMatchObject({ scored: 1, twice: 1, unknown: 2 });
    expect(predictions.get("A")?.score).toBe(0.1);
  });

  it("never make more predictions than reviews", () => {
    const cell = fc.oneof(fc.constantFrom("A", "B", "0.5", "t", null), fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell)), (rows) => {
        const { predictions } = take(rows);
        expect(predictions.size).toBeLessThanOrEqual(2);
        for (const { score } of predictions.values()) expect(score >= 0 && score <= 1).toBe(true);
      }),
    );
  });
});

describe("old reviews around which the world has moved on", () => {
  const [before, after] = [truthAt(0), truthAt(1)];
  const touched = touchedByLater(before.rows("reviews"), after.rows("reviews"));

  it("are many, and older than all that is new", () => {
    expect(touched.reviewIds.length).toBeGreaterThan(20);
    const newest = new Set(touched.newIds);
    expect(touched.reviewIds.some((id) => newest.has(id))).toBe(false);
  });

  it("have scores to compare only where both answers speak of them", () => {
    const one = new Map([
      ["A", { score: 0.5, flagged: true }],
      ["B", { score: 0.5, flagged: false }],
    ]);
    const two = new Map([
      ["A", { score: 0.51, flagged: true }],
      ["B", { score: 0.9, flagged: true }],
    ]);
    expect(compareScores(one, two, ["A", "B", "C"])).toEqual({
      reviews: 2,
      different: 1,
      example: "B: 0.500 → 0.900",
    });
  });
});

describe("the lock of a framework", () => {
  it.each([
    ["requirements.txt", "pandas==2.3.1\nscikit-learn==1.7.2 --hash=sha256:ab\n", "1.7.2"],
    ["with extras", "scikit-learn[alldeps]==1.7.2\n", "1.7.2"],
    ["underscores", "scikit_learn == 1.7.2\n", "1.7.2"],
    ["uv.lock", '[[package]]\nname = "scikit-learn"\nversion = "1.7.2"\n', "1.7.2"],
    ["Pipfile.lock", '"scikit-learn": {\n  "version": "==1.7.2"\n}', "1.7.2"],
    ["conda", "  - scikit-learn=1.7.2\n", "1.7.2"],
    ["a range", "scikit-learn>=1.2\n", undefined],
    ["no version", "scikit-learn\n", undefined],
    ["another package", "scikit-learn-intelex==2024.1.0\n", undefined],
    ["a comment", "# scikit-learn==1.7.2\n", undefined],
  ])("is found in the form of %s", (_, text, version) => {
    expect(lockedVersion(text, "scikit-learn")).toBe(version);
  });

  it("of a package of npm is found under its path", () => {
    const lock = '    "node_modules/@tensorflow/tfjs-node": {\n      "version": "4.22.0",\n';
    expect(lockedVersion(lock, "@tensorflow/tfjs-node")).toBe("4.22.0");
    expect(lockedVersion(lock, "@tensorflow/tfjs")).toBeUndefined();
  });

  it("is looked for under the names that people write", () => {
    expect(knownFramework("Scikit-Learn")?.packages).toEqual(["scikit-learn"]);
    expect(knownFramework("TensorFlow.js")?.folders).toContain("@tensorflow");
    expect(knownFramework("my own")).toBeUndefined();
  });
});

describe("the record of trainings", () => {
  it("keeps good lines and says what is wrong with the first other", () => {
    const line = JSON.stringify({ run: "a", sample: "s", prAuc: 0.5, seed: 1 });
    const read = readRuns("runs.jsonl", `\uFEFF${line}\n\nnothing\n{"run":"b"}\n`);
    expect(read).toMatchObject({ runs: [{ run: "a", chosen: false }], wrongLines: 2 });
    expect(read.firstWrong).toMatch(/^2: /);
  });
});
