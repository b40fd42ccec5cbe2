import { describe, expect, it } from "vitest";
import { NOTHING_READ } from "@atelier/grader/observations/static.ts";
import type { JudgedCheck } from "@atelier/grader/sheet.ts";
import { createConsole } from "../console.ts";
import { createTranslate, type Language } from "../language.ts";
import { fakeMachine } from "../testing/fake-machine.ts";
import { practiceExitCode, summarise, tellPractice, type PracticeReport } from "./practice-report.ts";

const told = (text: string) => ({ fr: text, en: text });

const judged = (outcome: JudgedCheck["outcome"]): JudgedCheck => ({
  id: "C7.1-views",
  item: "C7.1",
  level: "socle",
  observation: "effect",
  weight: 1,
  title: told("The title"),
  why: told("the why"),
  hints: [told("the first hint"), told("the second hint")],
  section: "c7",
  outcome,
  share: outcome === "passed" ? 1 : 0,
  evidence: [
    { expected: told("ten"), actual: told("none"), where: "lab.x", example: "x\ny", truth: ["secret"] },
  ],
  because: [],
});

const world = {
  scale: 0.1,
  ticks: { first: 3, last: 3 },
  reader: { role: "reader" },
  commands: [],
} as const;

const reportOf = (...outcomes: JudgedCheck["outcome"][]): PracticeReport => ({
  facts: NOTHING_READ,
  checks: outcomes.map(judged),
  hindering: [],
  untried: [],
  world,
});

async function tell(report: PracticeReport, options: object = {}, language: Language = "en") {
  const { machine } = fakeMachine();
  const cli = { t: await createTranslate(language), language, console: createConsole(machine) };
  return tellPractice(cli, report, { plain: false, hint: false, brief: "/kit/brief.html", ...options }).join(
    "\n",
  );
}

describe("what a check says of one's own work", () => {
  it("is 0 when all has passed, 1 when one has not, 2 when nothing could be tried", () => {
    expect(practiceExitCode(reportOf("passed", "jury", "not-applicable"))).toBe(0);
    expect(practiceExitCode(reportOf("passed", "partial"))).toBe(1);
    expect(practiceExitCode(reportOf("errored", "failed"))).toBe(1);
    expect(practiceExitCode(reportOf("errored", "passed"))).toBe(2);
    expect(practiceExitCode(reportOf("jury"))).toBe(2);
    expect(practiceExitCode({ ...reportOf("passed"), noWorld: "no kit" })).toBe(2);
  });

  it("says what was expected, what was found, one example, why, where in the brief, and one hint", async () => {
    const text = await tell(reportOf("failed", "passed"));
    for (const part of [
      "ten",
      "none",
      "lab.x",
      "x ⏎ y",
      "the why",
      "the first hint",
      "#c7",
      "/kit/brief.html",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain("the second hint");
    expect(await tell(reportOf("failed"), { hint: true })).toContain("the second hint");
  });

  it("ends with practice checks, and never says that anybody passes", async () => {
    expect(await tell(reportOf("failed", "passed", "jury"))).toMatch(/Practice checks passed: 1 of 2$/);
    expect(await tell(reportOf("passed"), {}, "fr")).toMatch(
      /Vérifications d'entraînement réussies : 1 sur 1$/,
    );
  });

  it("says whole words alone where a screen is listened to", async () => {
    expect(await tell(reportOf("failed", "passed", "skipped", "errored"), { plain: true })).not.toMatch(
      /[✓◐✗–]/,
    );
  });

  it("says why most has failed: the reader, a command, what is not installed", async () => {
    const command = {
      stage: "collect",
      code: 1,
      ended: "exited",
      seconds: 1,
      cpuSeconds: 0,
      peakMemoryBytes: 0,
      lastWords: "ModuleNotFoundError: No module named 'httpx'",
    } as const;
    const text = await tell({
      ...reportOf("failed"),
      world: { ...world, reader: { role: "audit_reader", refused: "no such role" }, commands: [command] },
    });
    for (const part of ["audit_reader", "no such role", "setup", "collect", "httpx", "install"]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain("{{");
  });

  it("tells programs no more of the truth than one example", () => {
    const { ok, passed, tried, checks } = summarise(reportOf("failed", "passed"));
    expect({ ok, passed, tried }).toEqual({ ok: false, passed: 1, tried: 2 });
    expect(JSON.stringify(checks)).not.toContain("secret");
  });
});
