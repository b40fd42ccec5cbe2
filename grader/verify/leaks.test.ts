import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createLeakScanner, type Leak } from "./leaks.ts";

const TRACE = "Zélie Brindacier";
const scanner = createLeakScanner([TRACE, "zelie.brindacier@exemple.example"]);

const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest("hex");

const PLANTED: readonly [string, string, Buffer][] = [
  ["UTF-8", "utf-8", Buffer.from(TRACE)],
  ["lower-cased UTF-8", "utf-8", Buffer.from(TRACE.toLowerCase())],
  ["latin-1", "latin-1", Buffer.from(TRACE, "latin1")],
  ["a URL", "url", Buffer.from(encodeURIComponent(TRACE))],
  ["a form, spaces as +", "url", Buffer.from("Z%c3%a9lie+Brindacier")],
  ["a latin-1 URL", "url", Buffer.from("Z%E9lie%20Brindacier")],
  ["named entities", "html-entities", Buffer.from("Z&eacute;lie Brindacier")],
  ["decimal references", "html-entities", Buffer.from("Z&#233;lie Brindacier")],
  ["hexadecimal references", "html-entities", Buffer.from("Z&#xe9;lie Brindacier")],
  ["JSON escapes", "json-escapes", Buffer.from(String.raw`Z\u00e9lie Brindacier`)],
  ["base64, first alignment", "base64", Buffer.from(Buffer.from(TRACE).toString("base64"))],
  ["base64, second alignment", "base64", Buffer.from(Buffer.from(`a${TRACE}bc`).toString("base64"))],
  ["base64, third alignment", "base64", Buffer.from(Buffer.from(`ab${TRACE}c`).toString("base64"))],
  ["base64 of latin-1", "base64", Buffer.from(Buffer.from(`abc${TRACE}d`, "latin1").toString("base64"))],
  ["MD5", "md5", Buffer.from(hash("md5", TRACE))],
  ["SHA-1", "sha-1", Buffer.from(hash("sha1", TRACE.toLowerCase()))],
  ["SHA-256 in capitals", "sha-256", Buffer.from(hash("sha256", TRACE).toUpperCase())],
];

async function scan(chunks: Iterable<Uint8Array>): Promise<Leak[]> {
  const leaks: Leak[] = [];
  for await (const leak of scanner.scan("planted", chunks)) leaks.push(leak);
  return leaks;
}

describe("the leak scanner", () => {
  it.each(PLANTED)("finds a trace as %s", async (_, encoding, bytes) => {
    const stream = Buffer.concat([Buffer.from("before "), bytes, Buffer.from(" after")]);
    expect(await scan([stream])).toContainEqual({
      trace: TRACE,
      encoding,
      where: "planted",
      at: 7 + shift(bytes),
    });
  });

  it.each(PLANTED)("finds a trace as %s cut anywhere by the stream's chunks", async (_, encoding, bytes) => {
    for (let cut = 1; cut < bytes.length; cut += 1) {
      const leaks = await scan([bytes.subarray(0, cut), bytes.subarray(cut)]);
      expect(leaks.map((leak) => leak.encoding)).toContain(encoding);
    }
  });

  it("reports a trace once per encoding", async () => {
    expect(await scan([Buffer.from(`${TRACE} and ${TRACE}`)])).toHaveLength(1);
  });

  it("says nothing of a text that only resembles", async () => {
    expect(await scan([Buffer.from("Zélie Brindacie, Zelie Brindacier, zélie-brindacier")])).toEqual([]);
  });
});

/** In an unaligned base64 the first whole character of the trace comes after those it shares with its neighbour. */
function shift(bytes: Buffer): number {
  const text = bytes.toString("latin1");
  if (!/^[\w+/=]+$/.test(text) || /^[0-9a-fA-F]{32,64}$/.test(text)) return 0;
  const before = Buffer.from(text, "base64").indexOf(Buffer.from("Z"));
  return Math.ceil((before * 8) / 6);
}
