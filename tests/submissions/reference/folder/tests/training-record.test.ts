import { expect, test } from "vitest";
import { runsOf } from "../stages/training-record.ts";

test("the network in use is the chosen run; what it was held against is beside it, each with its cost", () => {
  const candidates = [
    { name: "network", prAuc: 0.8 },
    { name: "logistic-regression", prAuc: 0.7 },
  ];
  const sample = "dernier cinquième des avis étiquetés, par date";
  expect(runsOf({ version: "m-1", candidates, candidatesCpuSeconds: [9, 2] }, "seed")).toEqual([
    {
      run: "network",
      sample,
      prAuc: 0.8,
      seed: "seed",
      parameters: { hiddenUnits: 64, version: "m-1" },
      cpuSeconds: 9,
      chosen: true,
    },
    {
      run: "logistic-regression",
      sample,
      prAuc: 0.7,
      seed: "seed",
      parameters: {},
      cpuSeconds: 2,
      chosen: false,
    },
  ]);
});
