import { describe, expect, it } from "vitest";
import { createCrashPoint } from "./crash-point.ts";

function fired(spec: string | undefined): string[] {
  const signals: string[] = [];
  const crash = createCrashPoint(spec, (name) => signals.push(name));
  crash("fetched", 10);
  crash("written", 4);
  crash("written", 4);
  signals.push("|");
  crash("written", 4);
  crash("written", 4);
  return signals;
}

describe("createCrashPoint", () => {
  it("kills once, when the window's own count is reached", () => {
    expect(fired("written:9")).toEqual(["|", "SIGKILL"]);
    expect(fired("written:8")).toEqual(["SIGKILL", "|"]);
    expect(fired("committed:1")).toEqual(["|"]);
  });

  it("pauses when asked to", () => {
    expect(fired("written:9:stop")).toEqual(["|", "SIGSTOP"]);
  });

  it("never fires without a specification, and refuses a wrong one", () => {
    expect(fired(undefined)).toEqual(["|"]);
    for (const spec of ["soon:1", "written", "written:x", "written:1:nap", "written:1:stop:2"]) {
      expect(() => createCrashPoint(spec)).toThrow("CRASH_AT");
    }
  });
});
