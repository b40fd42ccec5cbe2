// The grader on works whose faults are known: a few of the variants that one snapshot shows. All of them, and those
// that are graded from the start, are for `./atelier verify-labs`.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MUTANTS, NEUTRAL_VARIANTS } from "../../mutants/all.ts";
import { ODD_SUBMISSIONS } from "../../verify-labs/odd.ts";
import { takeTurn } from "../../verify-labs/plan.ts";
import type { Findings } from "../../verify-labs/summary.ts";
import { verifyLabs, WORLD_SECRET } from "../../verify-labs/verify-labs.ts";

/** The same few in every run: a red test must come of a change, not of a date. */
const TURN = 0;
const onSnapshot = ({ reach }: { readonly reach: string }) => reach === "stores";

let stateDir = "";
let findings: Findings;

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), "atelier-verify-"));
  findings = await verifyLabs({
    mutants: takeTurn(MUTANTS.filter(onSnapshot), 14, TURN),
    neutral: takeTurn(NEUTRAL_VARIANTS.filter(onSnapshot), 4, TURN),
    odd: ODD_SUBMISSIONS,
    gradedTwice: [],
    stateDir,
    secret: WORLD_SECRET,
    signal: new AbortController().signal,
    onTreated: () => undefined,
  });
});

afterAll(() => rm(stateDir, { recursive: true, force: true }));

const wrong = (treated: Findings["mutants"]) =>
  treated.filter(({ problems }) => problems.length > 0).map(({ id, problems }) => ({ id, problems }));

describe("the grader on works whose faults are known", () => {
  it("finds each fault, makes nothing else pay for it, and tells it", () => {
    expect(findings.mutants).toHaveLength(14);
    expect(wrong(findings.mutants)).toEqual([]);
  });

  it("moves no mark of the same work otherwise done", () => {
    expect(findings.neutral).toHaveLength(4);
    expect(wrong(findings.neutral)).toEqual([]);
  });

  it("refuses or marks with nothing what is hardly a work", () => {
    expect(wrong(findings.odd)).toEqual([]);
  });

  it("passes no check on nothing, while all else is as it should be", () => {
    expect(findings.checks.length).toBeGreaterThan(30);
    expect(findings.hollow).toEqual([]);
  });

  it("judges one snapshot twice alike, to the byte", () => {
    expect(findings.right).toEqual([]);
  });
});
