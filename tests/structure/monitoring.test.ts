// Dashboards and rules as data: what they ask for exists, and what services may show is bounded.
import { describe, expect, it } from "vitest";
import { unboundedLabels, type Family } from "../harness/exposition.ts";
import {
  dashboards,
  metricsIn,
  queries,
  readDocumentedMetrics,
  recorded,
  rules,
} from "../harness/monitoring-files.ts";

describe("dashboards", () => {
  it("have names that stay, and each panel a number, a source that can be chosen, and a unit", () => {
    expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(dashboards.length);
    for (const { templating, panels, title } of dashboards) {
      expect(templating.list).toContainEqual({ name: "datasource", type: "datasource" });
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      for (const panel of panels.filter(({ type }) => type !== "row")) {
        expect(panel.datasource, `${title}, ${panel.title}`).toBeDefined();
        expect(panel.fieldConfig, `${title}, ${panel.title}`).toBeDefined();
        expect(panel.targets, `${title}, ${panel.title}`).not.toEqual([]);
      }
    }
  });
});

describe.each(dashboards)("dashboard $title", ({ panels }) => {
  it("has no panel over another, and none beyond the page's 24 columns", () => {
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(Math.max(...panels.map(({ gridPos: { x, w } }) => x + w))).toBe(24);
  });
});

describe("what dashboards and rules ask for", () => {
  it("is documented, recorded, or everybody's", async () => {
    const known = new Set([
      ...(await readDocumentedMetrics()).keys(),
      ...recorded.map(({ where }) => where),
      // https://prometheus.io/docs/concepts/jobs_instances/, and Prometheus' own series of alerts.
      "up",
      "ALERTS",
    ]);
    const asked = [...queries.map(({ query }) => query), ...rules.map(({ expr }) => expr)].flatMap(metricsIn);
    const unknown = asked.filter((name) => !known.has(name) && !/^(process|nodejs)_/.test(name));
    expect([...new Set(unknown)]).toEqual([]);
  });

  it.each([
    ['sum by (a, b) (rate(x_total{c=~"y_z"}[5m])) / on (a) x_bytes offset 5m', ["x_total", "x_bytes"]],
    ["histogram_quantile(0.9, sum by (le) (rate(x_seconds_bucket[1m]))) > 14.4 * 0.001", ["x_seconds"]],
    ["a:b_c:rate5m and d unless e or vector(0)", ["a:b_c:rate5m", "d", "e"]],
  ])("%s is %j", (query, names) => {
    expect(metricsIn(query)).toEqual(names);
  });
});

it.each([
  ["https://a.example/x", true],
  ["9d1b3c4f5a6e7d8c", true],
  ["VJSKQ2Q33", true],
  ["2026-01-02", true],
  ["/xhr/produits/:reference/avis", false],
  ["clean.reviews", false],
  ["loader-postgres", false],
])("takes a label %j for one without bound: %j", (value, isUnbounded) => {
  const family: Family = { name: "visits_total", type: "counter", series: [{ about: value }] };
  expect(unboundedLabels([family]).length > 0).toBe(isUnbounded);
});
