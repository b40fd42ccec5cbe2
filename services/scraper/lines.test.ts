// Lines whatever the chunks, and none larger than allowed.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLines } from "./lines.ts";

async function* chunksOf(bytes: Buffer, sizes: Iterable<number>) {
  let at = 0;
  for (const size of sizes) {
    if (at >= bytes.length) return;
    yield bytes.subarray(at, at + size);
    at += size;
  }
  if (at < bytes.length) yield bytes.subarray(at);
}

async function linesOf(chunks: AsyncIterable<Uint8Array>, maxBytes?: number) {
  const lines = [];
  for await (const some of readLines(chunks, maxBytes)) lines.push(...some);
  return lines.map(({ number, bytes }) => [number, bytes?.toString() ?? null]);
}

async function* endlessLine() {
  yield Buffer.from("first\n");
  const block = Buffer.alloc(1024 * 1024, "x");
  for (let i = 0; i < 50; i++) yield block;
  yield Buffer.from("\nlast\n");
}

describe("readLines", () => {
  it("gives the same lines however the bytes are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[a-zé;]{0,12}$/), { minLength: 1, maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 100 }),
        fc.constantFrom("\n", "\r\n"),
        async (lines, sizes, end) => {
          const text = lines.map((line) => line + end).join("");
          const read = await linesOf(chunksOf(Buffer.from(text), sizes));
          expect(read).toEqual(lines.map((line, index) => [index + 1, line]));
        },
      ),
    );
  });

  it("gives a last line without an end", async () => {
    expect(await linesOf(chunksOf(Buffer.from("a\nb"), [1]))).toEqual([
      [1, "a"],
      [2, "b"],
    ]);
  });

  it("passes over a line of 50 MB without keeping it", async () => {
    const before = process.memoryUsage().arrayBuffers;
    expect(await linesOf(endlessLine())).toEqual([
      [1, "first"],
      [2, null],
      [3, "last"],
    ]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024);
  });

  it("counts the limit exactly", async () => {
    expect(await linesOf(chunksOf(Buffer.from("abc\nabcd\n"), [2, 3, 1]), 3)).toEqual([
      [1, "abc"],
      [2, null],
    ]);
  });
});
