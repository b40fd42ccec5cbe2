import { describe, expect, it } from "vitest";
import type { Commands, ExamWorld } from "../phases/phase.ts";
import { createAsker, parseLines } from "./asked.ts";
import { StoreRefusal } from "./sql-session.ts";

const world = {} as ExamWorld;

/** A command that holds so many rows, and answers pages of them. */
function command(rows: number, code = 0): Pick<Commands, "ask"> {
  return {
    async ask(_line, _world, stdin) {
      const { offset = 0, limit = rows } = JSON.parse(stdin) as { offset?: number; limit?: number };
      const page = Array.from({ length: rows }, (_, id) => JSON.stringify({ id })).slice(
        offset,
        offset + limit,
      );
      return {
        code,
        ended: "exited",
        wallMs: 1,
        cpuSeconds: 0,
        peakMemoryBytes: 0,
        stdout: page.join("\n"),
        stderr: "no such view",
      };
    },
  };
}

describe("a store that answers by a command", () => {
  it("is read page by page to its end", async () => {
    const ids: unknown[] = [];
    const asker = createAsker(command(1234), "query", world);
    for await (const { id } of asker.pages({ view: "products" })) ids.push(id);
    expect(ids).toEqual(Array.from({ length: 1234 }, (_, id) => id));
  });

  it("is cut where it has no end", async () => {
    const endless: Pick<Commands, "ask"> = {
      ask: (line, of, stdin) => command(1000).ask(line, of, stdin.replace(/"offset":\d+/, '"offset":0')),
    };
    const read = async () => {
      for await (const _ of createAsker(endless, "query", world).pages({ view: "products" })) continue;
    };
    await expect(read()).rejects.toThrow(StoreRefusal);
  });

  it("has no answer where the command fails, or prints what is no JSON object", async () => {
    const failing = createAsker(command(1, 3), "query", world);
    await expect(failing.once({ question: "Q1", parameters: [] })).rejects.toThrow("no such view");
    for (const text of ["hello", "[1]", "12", '{"a": 1'])
      expect(() => parseLines(text)).toThrow(StoreRefusal);
    expect(parseLines('{"a": 1}\n\n{"b": null}\n')).toEqual([{ a: 1 }, { b: null }]);
  });
});
