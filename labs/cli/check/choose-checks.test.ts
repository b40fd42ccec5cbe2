import { describe, expect, it } from "vitest";
import type { Check, CheckId } from "@atelier/grader/check.ts";
import { CHECKS } from "@atelier/grader/checks/checks.ts";
import type { Part } from "@atelier/grader/observations.ts";
import { createTranslate } from "../language.ts";
import { chooseChecks, chooseSteps, triedChecks } from "./choose-checks.ts";

const t = await createTranslate("en");

const made = (id: CheckId, reads: readonly Part[], needs: readonly CheckId[] = []): Check =>
  ({ id, reads, needs }) as unknown as Check;

const A = made("C7.1-a", ["structure"]);
const B = made("C7.3-b", ["roles"], ["C7.1-a"]);
const C = made("C11.1-c", ["automation"], ["C7.3-b"]);
const ALL = [A, B, C];

describe("the choice of checks", () => {
  it("takes a competence, an item, a check, or several, whatever the case", () => {
    expect([...chooseChecks(t, ALL, "c7").wanted]).toEqual(["C7.1-a", "C7.3-b"]);
    expect([...chooseChecks(t, ALL, "C7.3").wanted]).toEqual(["C7.3-b"]);
    expect([...chooseChecks(t, ALL, "C7.3-b, C11").wanted]).toEqual(["C7.3-b", "C11.1-c"]);
  });

  it("does not take C11 for C1, and says which name it does not know", () => {
    expect(() => chooseChecks(t, ALL, "C7,C1")).toThrow('"C1"');
    expect(() => chooseChecks(t, ALL, "")).toThrow("--only C7");
  });

  it("judges what a check needs as well, through any number of others", () => {
    expect(chooseChecks(t, ALL, "C11").judged).toEqual(ALL);
    expect(chooseChecks(t, ALL, "C7.1").judged).toEqual([A]);
  });
});

const named = (judged: readonly Check[], run: boolean) =>
  chooseSteps(judged, { run }).flatMap((step) =>
    "observe" in step ? [step.observe.part] : "run" in step ? [step.run] : [],
  );

describe("the steps of a check", () => {
  it("only read where nothing is to run, and leave out what nobody reads", () => {
    expect(named(ALL, false)).toEqual(["structure", "roles"]);
    expect(named([C], false)).toEqual([]);
  });

  it("load once, then react, where commands may run", () => {
    expect(named(ALL, true)).toEqual(["setup", "collect", "load", "structure", "roles", "automation"]);
  });

  it("look at every part that any check of the exam reads, but for the files", () => {
    const parts = new Set(CHECKS.flatMap(({ reads }) => reads));
    parts.delete("static");
    parts.delete("preparation");
    expect(new Set(named(CHECKS, true)).isSupersetOf(parts)).toBe(true);
  });
});

it("a check is tried when all that it reads was looked at, and all that it needs was tried", () => {
  expect(triedChecks(ALL, new Set<Part>(["structure", "roles"]))).toEqual([A, B]);
  expect(triedChecks(ALL, new Set<Part>(["roles", "automation"]))).toEqual([]);
});
