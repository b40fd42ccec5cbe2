import { beforeAll, describe, expect, it } from "vitest";
import { encodeWeights } from "@atelier/model/version.ts";
import { PermanentError } from "@atelier/platform/errors.ts";
import { openBackend } from "./backend.ts";
import { splitByTime } from "./examples.ts";
import { someLabelled } from "./testing.fixture.ts";
import { train, type Trained } from "./train.ts";

/** Ends what hangs; a busy machine takes a while. */
const LIMIT_MS = 120_000;
const silent = () => undefined;
/** A clock of processor time that goes on by a second at each look. */
let looks = 0;
const usage = () => ({ user: ++looks * 1e6, system: 0, joules: null });

describe("training", { timeout: LIMIT_MS }, () => {
  const labelled = someLabelled(300);
  let trained: Trained;

  beforeAll(async () => {
    await openBackend("wasm");
    trained = await train(labelled, "seed", silent, usage);
  }, LIMIT_MS);

  it("learns what neither a line nor one rule alone can say", () => {
    const [network, regression] = trained.metrics.candidates;
    expect(network!.prAuc).toBeGreaterThan(regression!.prAuc);
    expect(network!.prAuc).toBeGreaterThan(trained.metrics.bestRule.prAuc);
    expect(trained.metrics.bestRule.prAuc).toBeGreaterThan(trained.metrics.majority.prAuc);
  });

  it("says what each candidate cost, measured around its own fitting", () => {
    expect(trained.candidatesCpuSeconds).toEqual([1, 1]);
  });

  it("gives equal weights for equal data and seed, others for another seed", async () => {
    const again = await train(labelled, "seed", silent, usage);
    expect(encodeWeights(again.network)).toEqual(encodeWeights(trained.network));
    const other = await train(labelled, "another", silent, usage);
    expect(encodeWeights(other.network)).not.toEqual(encodeWeights(trained.network));
  });

  it("tests on what was written last", () => {
    const { training, test } = splitByTime(labelled);
    expect([...training, ...test]).toEqual(labelled);
    expect(test.length).toBeGreaterThan(0);
  });

  it("refuses to learn from one kind of review alone", async () => {
    const honest = labelled.map((one) => ({ ...one, fraudulent: false }));
    await expect(train(honest, "seed", silent, usage)).rejects.toThrow(PermanentError);
  });
});
