import type { AuditEntry } from "@atelier/contracts/source.ts";
import { EPOCH } from "@atelier/world/calendar.ts";
import { expect, it } from "vitest";
import { describeRevisits, unchangedPaths } from "./revisits.ts";

const at = (instant: number) => new Date(instant).toISOString().slice(0, 19);

const SITEMAP = `<urlset>
<url><loc>http://127.0.0.1:1/categories/miel/a</loc><lastmod>${at(EPOCH - 1000)}Z</lastmod></url>
<url><loc>http://127.0.0.1:1/categories/miel/b</loc><lastmod>${at(EPOCH + 3_600_000)}Z</lastmod></url>
</urlset>`;

const request = (path: string, tick: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  sinceStartMs: tick * 1000,
  origin: "site",
  method: "GET",
  path,
  status: 200,
  bytes: 1,
  userAgent: "robot",
  conditional: false,
  tick,
  ...more,
});

it("a page that never changed is fetched whole once, and asked for as often as wanted", () => {
  const unchanged = unchangedPaths(SITEMAP);
  expect([...unchanged]).toEqual(["/categories/miel/a"]);
  const first = [request("/categories/miel/a", 0), request("/categories/miel/b", 0)];
  const sparing = [request("/categories/miel/a", 1, { status: 304 }), request("/categories/miel/b", 1)];
  expect(describeRevisits([...first, ...sparing], unchanged)).toEqual({
    laterRequests: 2,
    unchanged: 1,
    fetchedAgain: 0,
    examples: [],
  });
  const wasteful = describeRevisits([...first, request("/categories/miel/a?x=1", 1)], unchanged);
  expect(wasteful).toMatchObject({ fetchedAgain: 1, examples: ["/categories/miel/a"] });
  // A second try before the world changed is no revisit.
  expect(describeRevisits([...first, request("/categories/miel/a", 0)], unchanged).fetchedAgain).toBe(0);
});
