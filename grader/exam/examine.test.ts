import { describe, expect, it } from "vitest";
import type { Absence } from "../observations.ts";
import { SubmissionFault, type ExamWorld, type Phase, type PhaseContext } from "../phases/phase.ts";
import { StoreRefusal } from "../stores/sql-session.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import { EMPTY } from "../observations/empty.ts";
import { observe, watchEngines } from "./examine.ts";

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

  it.each(["53100", "53200", "53300", "53400"])(
    "is the submission's fault where an engine has nothing left (%s): disk, memory, connections",
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

/** One that ends at these looks, and does not come up again after so many times. */
const look = async (
  error: Error | undefined,
  { ends, bears = 9, exceeded = false }: { ends: readonly boolean[]; bears?: number; exceeded?: boolean },
) => {
  const absences: Absence[] = [];
  const context = { seen: {}, signal: new AbortController().signal } as unknown as PhaseContext;
  const lost = new Set<"neo4j">();
  let looks = 0;
  const engines = watchEngines(
    {
      lost,
      revive: () => {
        if (!ends[looks - 1]) return Promise.resolve([]);
        if (looks > bears) lost.add("neo4j");
        return Promise.resolve(["neo4j"]);
      },
    },
    { exceeded: () => Promise.resolve(exceeded ? { fr: "plein", en: "full" } : undefined) },
  );
  const phase: Phase<"structure"> = {
    part: "structure",
    world: "main",
    observe: () => {
      looks += 1;
      return error ? Promise.reject(error) : Promise.resolve(EMPTY.structure);
    },
  };
  await observe(phase, {} as ExamWorld, context, absences, engines);
  return {
    looks,
    fault: absences[0]?.fault,
    reason: absences[0]?.reason.en,
    seen: "structure" in context.seen,
  };
};

describe("engines that end while a part is observed", () => {
  const away = new Error("connection refused");

  it("have it observed once more: an engine may end by itself, whatever was made of its absence", async () => {
    expect(await look(away, { ends: [true, false] })).toMatchObject({ looks: 2, fault: "grader" });
    expect(await look(undefined, { ends: [true, false] })).toMatchObject({ looks: 2, seen: true });
    expect(await look(undefined, { ends: [false] })).toMatchObject({ looks: 1, seen: true });
  });

  it("have been brought down where they end again: nothing that was seen without them counts", async () => {
    expect(await look(away, { ends: [true, true] })).toMatchObject({ looks: 2, fault: "submission" });
    const hidden = { looks: 2, fault: "submission", seen: false };
    expect(await look(undefined, { ends: [true, true] })).toMatchObject(hidden);
  });

  it("have been brought down where they do not come up again on what is in them", async () => {
    const seen = await look(away, { ends: [true], bears: 0 });
    expect(seen).toMatchObject({ looks: 1, fault: "submission" });
    expect(seen.reason).toContain("does not start again");
  });

  it("or are refused at their bounds are the submission's fault at once, also where one cannot be started", async () => {
    const full = { fault: "submission", reason: "full", looks: 1 };
    expect(await look(away, { ends: [true], exceeded: true })).toMatchObject(full);
    expect(await look(undefined, { ends: [true], exceeded: true })).toMatchObject(full);
    expect(await look(undefined, { ends: [false], exceeded: true })).toMatchObject({ seen: true });
    const died = new ConfigError("engine-died", "no space left on device");
    expect(await look(died, { ends: [false], exceeded: true })).toMatchObject(full);
    await expect(look(died, { ends: [false] })).rejects.toThrow("no space left");
  });
});
