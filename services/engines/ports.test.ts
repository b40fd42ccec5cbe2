import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { freePorts, isPortFree } from "./ports.ts";

describe("ports", () => {
  it("passes over one that is taken, and over repetitions", async () => {
    const [taken = 0, free = 0] = await freePorts(2);
    const server = createServer().listen(taken, "127.0.0.1");
    await once(server, "listening");
    const draws = [taken, free, free];
    expect(await freePorts(1, () => draws.shift() ?? 0)).toEqual([free]);
    expect(await isPortFree(taken)).toBe(false);
    server.close();
  });

  it("draws below the ports of outgoing connections", async () => {
    for (const port of await freePorts(50)) expect(port).toBeLessThan(32_768);
  });
});
