import { describe, expect, it } from "vitest";
import type { Absence } from "../observations.ts";
import { SubmissionFault, type ExamWorld, type Phase, type PhaseContext } from "../phases/phase.ts";
import { StoreRefusal } from "../stores/sql-session.ts";
import { observe } from "./examine.ts";

const faultOf = async (error: Error): Promise<Absence["fault"] | undefined> => {
  const absences: Absence[] = [];
  const context = { seen: {}, signal: new AbortController().signal } as unknown as PhaseContext;
  const phase = { part: "structure", world: "main", observe: () => Promise.reject(error) } satisfies Phase;
  await observe(phase, {} as ExamWorld, context, absences);
  return absences[0]?.fault;
};

describe("a part that cannot be observed", () => {
  it("is the submission's fault where that is known", async () => {
    expect(await faultOf(new SubmissionFault({ fr: "rien", en: "nothing" }))).toBe("submission");
  });

  it.each(["28P01", "28000", "3D000", "57P01", "57P04", "Neo.ClientError.Security.Unauthorized", "13", "18"])(
    "is the submission's fault where an engine shuts the exam out (%s): only its credentials can have told it to",
    async (state) => {
      expect(await faultOf(new StoreRefusal("no", { state }))).toBe("submission");
    },
  );

  it.each(["57P02", "57014", "0A000", "238", "13388", undefined])(
    "is the grader's where an engine has crashed, is slow, or cannot (%s)",
    async (state) => {
      expect(await faultOf(new StoreRefusal("no", { state }))).toBe("grader");
      expect(await faultOf(new Error("a bug"))).toBe("grader");
    },
  );
});
