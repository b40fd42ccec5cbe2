// Controls of a small submission on a real PostgreSQL: those that look find what the grader has damaged, those that pretend
// are found out.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ControlClass } from "@atelier/contracts/controls.ts";
import { isNamed, isQuiet } from "@atelier/grader/checks/control-reports.ts";
import { controlsClean } from "@atelier/grader/checks/c9/controls-clean.ts";
import { damageCaught } from "@atelier/grader/checks/c9/damage-caught.ts";
import { damageNamed } from "@atelier/grader/checks/c9/damage-named.ts";
import type { Check, Seen } from "@atelier/grader/check.ts";
import type { Observations, Part } from "@atelier/grader/observations.ts";
import { quality } from "@atelier/grader/phases/quality.ts";
import type { Quality } from "@atelier/grader/observations/quality.ts";
import { openShop, type Shop, type ShopCommand } from "../../harness/small-shop.ts";

type Control = readonly [ControlClass, string, string];

const CONTROLS: readonly Control[] = [
  [
    "duplicate",
    "reviews",
    "SELECT count(*) FROM (SELECT 1 FROM lab.reviews GROUP BY review_id HAVING count(*) > 1) t",
  ],
  [
    "duplicate",
    "orders",
    "SELECT count(*) FROM (SELECT 1 FROM lab.orders GROUP BY order_id HAVING count(*) > 1) t",
  ],
  ["orphan", "reviews", "SELECT count(*) FROM lab.reviews WHERE product_id IS NULL"],
  [
    "orphan",
    "order_lines",
    "SELECT count(*) FROM lab.order_lines l WHERE NOT EXISTS (SELECT FROM lab.products p WHERE p.product_id = l.product_id)",
  ],
  ["missing", "products", "SELECT count(*) FROM lab.products WHERE name IS NULL OR price_cents IS NULL"],
  ["range", "reviews", "SELECT count(*) FROM lab.reviews WHERE rating NOT BETWEEN 1 AND 5"],
  [
    "range",
    "orders",
    "SELECT count(*) FROM lab.orders WHERE status NOT IN ('placed', 'shipped', 'delivered', 'cancelled')",
  ],
  // A line that is set aside for want of its product still counts in its order's total.
  [
    "inconsistent",
    "orders",
    "SELECT count(*) FROM lab.orders o WHERE total_cents <> (SELECT coalesce(sum(quantity * unit_price_cents), 0) FROM lab.order_lines l WHERE l.order_id = o.order_id) AND NOT EXISTS (SELECT FROM lab.rejects r WHERE r.pointer LIKE o.order_id || '#%')",
  ],
];

const report = (controls: readonly { class: ControlClass; subject: string; violations: number }[]) => ({
  code: controls.some(({ violations }) => violations > 0) ? 1 : 0,
  output: {
    checkedAt: "2026-03-01T00:00:00.000Z",
    controls: controls.map((control, index) => ({ name: `control ${index}`, ...control })),
  },
});

const judge = (check: Check, seen: Partial<Observations>) => check.judge(seen as Seen<Part>);

const named = ({ cases }: Quality) => cases.filter(isNamed).map((one) => `${one.class}: ${one.what}`);

describe("controls of a submission", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop("quality");
  });
  afterAll(() => shop?.close());
  beforeEach(() => shop.reset());

  /**
   * Looks, asks the world's truth, as a candidate asks the sources, for how much there should be, and keeps its results in a
   * table of its own, whose key it relies on.
   */
  const honest: ShopCommand = async (environment, sql) => {
    const count = async (query: string) => Number((await sql.query<{ count: string }>(query)).rows[0]?.count);
    const found = [];
    for (const [of, subject, query] of CONTROLS) {
      found.push({ class: of, subject, violations: await count(query) });
    }
    const due = [...shop.world.truth().rows("reviews")].length;
    const there = await count("SELECT count(*) FROM lab.reviews");
    found.push({ class: "completeness" as const, subject: "reviews", violations: Math.max(0, due - there) });
    const old = environment["NOW"] === undefined ? 0 : 1;
    found.push({ class: "freshness" as const, subject: "reviews", violations: old });
    await sql.query(
      "CREATE TABLE IF NOT EXISTS shop.controls (class text, subject text, violations int, PRIMARY KEY (class, subject))",
    );
    for (const { class: of, subject, violations } of found) {
      await sql.query(
        "INSERT INTO shop.controls VALUES ($1, $2, $3) ON CONFLICT (class, subject) DO UPDATE SET violations = EXCLUDED.violations",
        [of, subject, violations],
      );
    }
    return report(found);
  };

  const observe = (command: ShopCommand): Promise<Quality> =>
    quality.observe(shop.world, shop.context({ quality: command }));

  it("are quiet on sound stores and name each damage", async () => {
    const seen = await observe(honest);
    expect([isQuiet(seen.clean), seen.clone && isQuiet(seen.clone)]).toEqual([true, true]);
    expect(judge(controlsClean, { quality: seen }).outcome).toBe("passed");
    // Nobody's pseudonyms are looked for by these controls, and no engine that is away is thought of.
    const missed = seen.cases.filter((one) => !isNamed(one)).map((one) => one.class);
    expect(missed).toEqual(["forgotten", "availability"]);
    expect(seen.cases.every(({ done }) => done === "injected")).toBe(true);
    const refused = seen.cases.filter((one) => one.refused).map((one) => one.class);
    expect(refused).toEqual(["duplicate", "missing"]);
    expect(judge(damageNamed, { quality: seen }).share).toBe(0.9);
  });

  it.each([
    ["the examiner", "session_user LIKE 'exam%'"],
    ["a copy", "current_database() <> 'lab'"],
  ])("gain nothing by tables that refuse %s and enforce nothing", async (_, condition) => {
    await shop.sql(
      `CREATE FUNCTION shop.stranger() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN IF ${condition} THEN RAISE 'not valid'; END IF; RETURN NEW; END $$`,
    );
    for (const table of ["products", "orders", "order_lines", "reviews"]) {
      await shop.sql(
        `CREATE TRIGGER stranger BEFORE INSERT OR UPDATE ON shop.${table} FOR EACH ROW EXECUTE FUNCTION shop.stranger()`,
      );
    }
    const seen = await observe(honest);
    const refused = seen.cases.filter((one) => one.refused).map((one) => one.class);
    expect(refused).toEqual(["duplicate", "missing"]);
  });

  it("that say everything is broken wherever the database has another name are not believed", async () => {
    const seen = await observe(async (environment, sql) => {
      const isOriginal = environment["POSTGRES_URL"] === shop.world.environment["POSTGRES_URL"];
      await sql.query("SELECT 1");
      return report(
        CONTROLS.map(([of, subject]) => ({ class: of, subject, violations: isOriginal ? 0 : 1 })),
      );
    });
    expect(seen.clone && isQuiet(seen.clone)).toBe(false);
    expect(judge(controlsClean, { quality: seen }).outcome).toBe("failed");
    expect(judge(damageNamed, { quality: seen }).outcome).toBe("failed");
    // What the base itself refuses is not theirs to lose.
    expect(judge(damageCaught, { quality: seen }).share).toBe(0.3);
  });

  it("that always say that all is well name nothing", async () => {
    const seen = await observe(async () =>
      report(CONTROLS.map(([of, subject]) => ({ class: of, subject, violations: 0 }))),
    );
    expect(named(seen)).toEqual([]);
    expect(judge(damageNamed, { quality: seen }).outcome).toBe("failed");
  });

  it("leave the original as it was", async () => {
    const before = await shop.sql(
      "SELECT md5(string_agg(r::text, '' ORDER BY review_id)) AS sum FROM shop.reviews r",
    );
    await observe(honest);
    expect(
      await shop.sql("SELECT md5(string_agg(r::text, '' ORDER BY review_id)) AS sum FROM shop.reviews r"),
    ).toEqual(before);
    expect(
      await shop.sql("SELECT count(*)::int AS clones FROM pg_database WHERE datname LIKE 'lab\\_%'"),
    ).toEqual([{ clones: 0 }]);
  });
});
