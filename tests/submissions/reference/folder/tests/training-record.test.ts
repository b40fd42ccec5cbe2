import { expect, test } from "vitest";
import { runsOf } from "../stages/training-record.ts";

test("the network in use is the chosen run, with its cost; what it was held against is beside it", () => {
  const candidates = [
    { name: "network", prAuc: 0.8 },
    { name: "logistic-regression", prAuc: 0.7 },
  ];
  const sample = "dernier cinquième des avis étiquetés, par date";
  expect(runsOf({ version: "m-1", candidates, cost: { cpuSeconds: 9 } }, "seed")).toEqual([
    {
      run: "network",
      sample,
      prAuc: 0.8,
      seed: "seed",
      parameters: { hiddenUnits: 64, version: "m-1" },
      cpuSeconds: 9,
      chosen: true,
    },
    { run: "logistic-regression", sample, prAuc: 0.7, seed: "seed", parameters: {}, chosen: false },
  ]);
});
