import type { AuditEntry } from "@atelier/contracts/source.ts";
import { describe, expect, it } from "vitest";
import { describeAudit, highestMean } from "./audit.ts";
import { crawlRules, parseRobots } from "./crawl-rules.ts";

const RULES = crawlRules({
  site: parseRobots("User-agent: *\nDisallow: /admin\nDisallow: /panier\nRequest-rate: 100/1\n\nSitemap: x"),
  registry: parseRobots("User-agent: *\nDisallow: /extraits\nCrawl-delay: 1\n"),
});

function entry(path: string, sinceStartMs: number, more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    sinceStartMs,
    origin: "site",
    method: "GET",
    path,
    status: 200,
    bytes: 10,
    userAgent: "association-robot/1.0 (+https://association.example)",
    conditional: false,
    tick: 0,
    ...more,
  };
}

describe("the audit log", () => {
  it("shows areas that the crawl rules forbid", () => {
    const seen = describeAudit(
      [entry("/admin/x", 0), entry("/administration-publique", 5), entry("/conditions", 9)],
      RULES,
    );
    // A prefix is what robots.txt says.
    expect(seen.forbidden).toEqual({ requests: 2, examples: ["/admin/x", "/administration-publique"] });
    const elsewhere = [
      entry("/extraits/1", 0, { origin: "registry" }),
      entry("/admin", 0, { origin: "partner" }),
    ];
    expect(describeAudit(elsewhere, RULES).forbidden.requests).toBe(1);
  });

  it("has a mean rate over a window, which a short burst does not raise much", () => {
    const steady = Array.from({ length: 3000 }, (_, index) => index * 10);
    expect(highestMean(steady, 10)).toBeCloseTo(100, 0);
    expect(highestMean([...steady, ...Array.from({ length: 20 }, () => 1000)], 10)).toBeLessThan(110);
    expect(
      highestMean(
        steady.map((at) => at / 2),
        10,
      ),
    ).toBeGreaterThan(180);
    expect(highestMean([0, 990, 1980, 2970, 3960, 4950, 5940], 5)).toBeLessThanOrEqual(1.1);
    expect(highestMean([0, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000], 5)).toBeGreaterThan(1.1);
    expect(highestMean([], 10)).toBe(0);
  });

  it("counts documents alone in the rate", () => {
    const browser = [
      entry("/vendeurs/1", 0),
      ...["/a.css", "/b.js", "/favicon.ico"].map((path) => entry(path, 1)),
    ];
    expect(describeAudit(browser, RULES).rates[0]?.requests).toBe(1);
  });

  it("tells a request that came before the wait was over", () => {
    const busy = { status: 429, retryAfterSeconds: 2 };
    const early = [entry("/categories/a", 0, busy), entry("/categories/a", 300)];
    expect(describeAudit(early, RULES).waits).toEqual({ told: 1, early: 1, examples: ["/categories/a"] });
    const patient = [
      entry("/categories/a", 0, busy),
      entry("/categories/a", 2000),
      entry("/categories/b", 10),
    ];
    expect(describeAudit(patient, RULES).waits).toEqual({ told: 1, early: 0, examples: [] });
  });

  it("knows a robot that poses as a browser from one that says who it is", () => {
    const agents = [
      "Mozilla/5.0 (X11; Linux) Chrome/140",
      "Mozilla/5.0 (compatible; association-bot)",
      "python-httpx/0.28",
      "",
    ];
    const seen = describeAudit(
      agents.map((userAgent) => entry("/", 0, { userAgent })),
      RULES,
    );
    expect(Object.fromEntries(seen.agents.map((one) => [one.name, one.posesAsBrowser]))).toEqual({
      [agents[0]!]: true,
      [agents[1]!]: false,
      [agents[2]!]: false,
      "": true,
    });
  });
});
