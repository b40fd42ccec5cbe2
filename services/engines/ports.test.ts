import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { freePorts, isPortFree, keepPorts } from "./ports.ts";

/** Below those that are drawn: nobody else is given them. */
const FREE = 14_998;
const FREE_TOO = 14_999;
const FREE_OLD = 14_997;

describe("ports", () => {
  it("passes over one that is taken, and over repetitions", async () => {
    const [taken = 0] = await freePorts(1);
    const server = createServer().listen(taken, "127.0.0.1");
    await once(server, "listening");
    const draws = [taken, FREE, FREE];
    expect(await freePorts(1, () => draws.shift() ?? 0)).toEqual([FREE]);
    expect(await isPortFree(taken)).toBe(false);
    server.close();
  });

  it("gives none out twice, nor one that is kept for somebody who does not listen yet", async () => {
    const [first = 0, kept = 0, other = 0] = await freePorts(3);
    keepPorts([kept]);
    const draws = [first, kept, other];
    // `other` was given out too: all three are somebody's.
    expect(await freePorts(1, () => draws.shift() ?? FREE_TOO)).toEqual([FREE_TOO]);
  });

  it("forgets the oldest, so that there are always some to give", async () => {
    keepPorts([FREE_OLD]);
    keepPorts(Array.from({ length: 5000 }, (_, index) => 40_000 + index));
    expect(await freePorts(1, () => FREE_OLD)).toEqual([FREE_OLD]);
  });

  it("draws below the ports of outgoing connections", async () => {
    for (const port of await freePorts(50)) expect(port).toBeLessThan(32_768);
  });
});
