// Rates, rules and pauses, on a clock of the test's own.
import { describe, expect, it } from "vitest";
import { parseRobots, ROBOTS_MAX_BYTES } from "./crawl-rules.ts";
import { retryAfterMs } from "./retry-after.ts";
import { createTurnstile, type Clock } from "./turnstile.ts";

function virtualClock(): Clock & { advanced: () => number } {
  let now = 0;
  return {
    nowMs: () => now,
    sleep: (ms) => {
      now += ms;
      return Promise.resolve();
    },
    advanced: () => now,
  };
}

const rules = (text: string) => parseRobots("http://site.example", text, "AtelierCollector");

describe("parseRobots", () => {
  it("reads what is forbidden, the more specific Allow winning", () => {
    const { isAllowed } = rules("User-agent: *\nDisallow: /admin\nAllow: /admin/public\nDisallow: /*?tri=\n");
    expect(isAllowed("/admin/x")).toBe(false);
    expect(isAllowed("/admin/public/x")).toBe(true);
    expect(isAllowed("/categories/miel?tri=prix")).toBe(false);
    expect(isAllowed("/categories/miel?page=2")).toBe(true);
  });

  it("prefers our own group to everyone's", () => {
    const text =
      "User-agent: *\nDisallow: /\nCrawl-delay: 60\n\nUser-agent: ateliercollector\nAllow: /\nRequest-rate: 10/1";
    expect(rules(text).isAllowed("/x")).toBe(true);
    expect(rules(text).pace).toEqual({ intervalMs: 100, slackMs: 100 });
  });

  it("takes the slower of Request-rate and Crawl-delay, and none when there is none", () => {
    expect(rules("User-agent: *\nRequest-rate: 100/1").pace).toEqual({ intervalMs: 10, slackMs: 100 });
    expect(rules("User-agent: *\nRequest-rate: 30/1m # calm").pace?.intervalMs).toBe(2000);
    expect(rules("User-agent: *\nRequest-rate: 100/1\nCrawl-delay: 1").pace).toEqual({
      intervalMs: 1000,
      slackMs: 0,
    });
    expect(rules("User-agent: *\nDisallow:").pace).toBeNull();
    expect(rules("User-agent: *\nRequest-rate: fast\nCrawl-delay: -1").pace).toBeNull();
  });

  it("survives a file cut in the middle of a line", () => {
    const text = "User-agent: *\nDisallow: /prive\n".padEnd(ROBOTS_MAX_BYTES, "Disallow: /x\n");
    expect(rules(text).isAllowed("/prive/1")).toBe(false);
  });
});

function paced(clock: Clock, intervalMs: number, slackMs = 0) {
  const turnstile = createTurnstile(clock);
  turnstile.setPace({ intervalMs, slackMs });
  return turnstile;
}

describe("createTurnstile", () => {
  it("keeps an interval between requests, in order", async () => {
    const clock = virtualClock();
    const turnstile = paced(clock, 10);
    const passed: string[] = [];
    await Promise.all(
      ["a", "b", "c", "d"].map(async (name) => {
        await turnstile.pass();
        passed.push(`${name}@${clock.advanced()}`);
      }),
    );
    expect(passed).toEqual(["a@10", "b@20", "c@30", "d@40"]);
  });

  it("lets nobody through during a pause, those who waited already included", async () => {
    const clock = virtualClock();
    const turnstile = paced(clock, 10);
    await turnstile.pass();
    const second = turnstile.pass();
    turnstile.pause(1000);
    await second;
    expect(clock.advanced()).toBe(1010);
  });

  it("makes up for lost time, but for no more than its slack", async () => {
    const clock = virtualClock();
    const turnstile = paced(clock, 10, 30);
    await clock.sleep(1000);
    const passed: number[] = [];
    for (let i = 0; i < 6; i++) {
      await turnstile.pass();
      passed.push(clock.advanced());
    }
    expect(passed).toEqual([1000, 1000, 1000, 1000, 1010, 1020]);
  });

  it("does not wait at all without an interval", async () => {
    const clock = virtualClock();
    const turnstile = createTurnstile(clock);
    for (let i = 0; i < 100; i++) await turnstile.pass();
    expect(clock.advanced()).toBe(0);
  });

  it("goes on after a caller gave up", async () => {
    const clock = virtualClock();
    const turnstile = paced(
      {
        ...clock,
        sleep: (ms, signal) => (signal?.aborted ? Promise.reject(new Error("gone")) : clock.sleep(ms)),
      },
      10,
    );
    await turnstile.pass();
    await expect(turnstile.pass(AbortSignal.abort())).rejects.toThrow("gone");
    await turnstile.pass();
    expect(clock.advanced()).toBe(20);
  });
});

describe("retryAfterMs", () => {
  it("reads seconds and dates, by the answer's own clock, within bounds", () => {
    expect(retryAfterMs("2", undefined)).toBe(2000);
    expect(retryAfterMs("Wed, 04 Mar 2026 10:00:05 GMT", "Wed, 04 Mar 2026 10:00:00 GMT")).toBe(5000);
    expect(retryAfterMs("Wed, 04 Mar 2026 09:00:00 GMT", "Wed, 04 Mar 2026 10:00:00 GMT")).toBe(0);
    expect(retryAfterMs("999999", undefined)).toBe(120_000);
    expect(retryAfterMs("soon", undefined)).toBeNull();
    expect(retryAfterMs(undefined, undefined)).toBeNull();
  });
});
