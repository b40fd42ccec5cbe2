import { describe, expect, it } from "vitest";
import { boundedLines } from "./raw-layer.ts";
import { StoreRefusal } from "./sql-session.ts";

async function* chunks(...texts: string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function linesOf(source: AsyncIterable<Uint8Array>, most?: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of boundedLines(source, most)) lines.push(line);
  return lines;
}

describe("lines of a file", () => {
  it("are whole wherever the file was cut", async () => {
    expect(await linesOf(chunks("a\nb", "c\n\nd", "é"))).toEqual(["a", "bc", "", "dé"]);
  });

  it("are refused when one has no end", async () => {
    await expect(linesOf(chunks("a\n", "b".repeat(8), "c".repeat(8)), 10)).rejects.toThrow(StoreRefusal);
  });
});
