import { createHash } from "node:crypto";
import { RULES, RULE_IDS, type RuleId } from "@atelier/contracts/rules.ts";
import { VIEW_KEYS, VIEWS, type ViewName } from "@atelier/contracts/views.ts";
import { describe, expect, it } from "vitest";
import { DISPLAYED, exampleTruth, exampleWorld } from "./example.fixture.ts";
import type { DefectInstance } from "./truth.ts";

const VIEW_NAMES = Object.keys(VIEWS) as ViewName[];
const truth = exampleTruth();
const later = exampleTruth(4);
const instances = [...truth.defects()];
for (const one of [truth, later])
  for (const view of ["reviews", "files"] as const) Array.from(one.rows(view));
const byRule = Map.groupBy(instances, (one) => one.rule);
const keyOf = (view: ViewName, row: Record<string, unknown>) =>
  VIEW_KEYS[view].map((column) => row[column]).join("~");

describe("the truth", { timeout: 120_000 }, () => {
  it.each(VIEW_NAMES)("has rows of the contract's shape, each once, in view %s", (view) => {
    for (const one of [truth, later]) {
      const keys = [...one.rows(view)].map((row) => keyOf(view, VIEWS[view].strict().parse(row)));
      expect(keys.length).toBeGreaterThan(0);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it("names as many raw records of each source as it counts", () => {
    for (const one of [truth, later]) {
      const ids = [...one.rawIds()].filter(({ state }) => state !== "gone");
      const keys = new Set(ids.map(({ source, kind, id }) => `${source} ${kind}:${id}`));
      const counted: Record<string, number> = {};
      for (const key of keys) {
        const source = key.slice(0, key.indexOf(" "));
        counted[source] = (counted[source] ?? 0) + 1;
      }
      expect(counted).toEqual(one.sources);
      expect(keys.size).toBe(ids.length);
    }
  });

  it.each(RULE_IDS)("has at least three instances of %s even in a small world", (rule) => {
    const found = byRule.get(rule) ?? [];
    expect(found.length).toBeGreaterThanOrEqual(3);
    for (const { outcome, kind } of found) {
      expect(outcome.type).toBe(RULES[rule].outcome);
      expect(RULES[rule].kinds as readonly string[]).toContain(kind);
    }
  });

  it("says of each repaired record what its row says", () => {
    const rows = new Map<string, Record<string, unknown>>();
    for (const view of VIEW_NAMES)
      for (const row of truth.rows(view)) rows.set(`${view}:${keyOf(view, row)}`, row);
    for (const { reviewId, text } of truth.reviewTexts()) rows.set(`mongo.reviews:${reviewId}`, { text });
    const expected: unknown[] = [];
    const found: unknown[] = [];
    for (const { outcome } of instances) {
      if (outcome.type === "rejected") continue;
      const { view, key, values } = outcome;
      const row = rows.get(`${view}:${keyOf(view === "mongo.reviews" ? "reviews" : view, key)}`);
      expected.push(values);
      found.push(Object.fromEntries(Object.keys(values).map((column) => [column, row?.[column]])));
    }
    expect(found).toEqual(expected);
    expect(found.length).toBeGreaterThan(300);
  });

  it("rejects exactly what the view of rejects shows", () => {
    const rejects = [...truth.rows("rejects")].map((one) => `${one.kind} ${one.pointer} ${one.rule}`);
    const rejected = instances.flatMap(({ kind, rule, outcome }) =>
      outcome.type === "rejected" ? [`${kind} ${outcome.pointer} ${rule}`] : [],
    );
    expect(rejects.toSorted()).toEqual(rejected.toSorted());
  });

  it("names records that the world displays", () => {
    const world = exampleWorld();
    const ids = DISPLAYED.idsOf(world);
    const known: Record<string, Set<string>> = {};
    for (const [kind, list] of Object.entries(ids)) known[kind] = new Set(list);
    const pages = new Set([...world.productPages()].map((one) => `${one.reference}~${one.category}`));
    const prices = new Set(
      DISPLAYED.priceLines(world).map((line, index) => {
        try {
          const { produit, le } = JSON.parse(line) as { produit: string; le: string | number };
          return `${produit}~${le}`;
        } catch {
          return `prix.jsonl.gz#${index + 1}`;
        }
      }),
    );
    for (const event of world.events())
      if (event.type === "price") prices.add(`${event.productId}~${event.at}`);
    const isShown = ({ kind, id }: DefectInstance) =>
      kind === "products" ? pages.has(id) : kind === "prices" ? prices.has(id) : known[kind]!.has(id);
    expect(instances.filter((one) => !isShown(one))).toEqual([]);
  });

  it("damages a record in one way only", () => {
    const records = instances.map(({ kind, id }) => `${kind} ${id}`);
    expect(records.filter((record, index) => records.indexOf(record) !== index)).toEqual([]);
  });

  it("shows damage that differs from the clean display", () => {
    const world = exampleWorld();
    const shown = new Map(DISPLAYED.reviewsOf(world).map((one) => [one.reviewId, one]));
    const review = (rule: RuleId) => byRule.get(rule)!.map((one) => shown.get(one.id)!);
    for (const { text } of review("mojibake")) expect(text).toMatch(/Ã/);
    for (const { text } of review("text-markup")) expect(text).toMatch(/<[^>]+>/);
    for (const { text } of review("text-contact")) expect(text).toMatch(/@\S+\.example|\d{2}/);
    for (const { text } of review("missing-marker").filter(Boolean))
      expect(["N/A", "NC", "-", "(vide)"]).toContain(text);
    for (const { rating } of review("rating-out-of-range")) expect(rating).not.toMatch(/^[1-5]$/);
    for (const { writtenAt } of review("date-future"))
      expect(Date.parse(writtenAt)).toBeGreaterThan(world.epoch.getTime());
    const damaged = new Set(instances.map((one) => one.id));
    const whole = [...truth.rows("reviews")].flatMap((one) =>
      damaged.has(one.review_id) ? [] : [shown.get(one.review_id)!],
    );
    expect(whole.filter(({ text }) => /Ã|<|>|@|\d{6}|^(?:N\/A|NC|-|\(vide\))$/.test(text))).toEqual([]);
    expect(whole.filter(({ rating }) => !/^[1-5]$/.test(rating))).toEqual([]);
  });

  it("knows each file's bytes", () => {
    const expected = new Map([...truth.rows("files")].map((one) => [one.file_id, one]));
    for (const { fileId, bytes, path } of exampleWorld().files()) {
      const content = bytes();
      const sha256 = createHash("sha256").update(content).digest("hex");
      expect(expected.get(fileId)).toMatchObject({ bytes: content.length, sha256 });
      const magic = Buffer.from(content.subarray(0, 4)).toString("latin1");
      const type = { "\u0089PNG": "image/png", "%PDF": "application/pdf" }[magic] ?? "image/jpeg";
      expect({ path, type }).toEqual({ path, type: expected.get(fileId)!.media_type });
    }
  });

  it("counts as many raw records as the display has, less those of forgotten persons", () => {
    const world = exampleWorld();
    const { sources } = truth;
    const ids = DISPLAYED.idsOf(world);
    expect(sources["catalogue-pages"]).toBe([...world.productPages()].length);
    expect(sources["seller-pages"]).toBe(ids.sellers!.length);
    expect(sources["partner-orders"]).toBe(ids.orders!.length);
    expect(sources["drop-prices"]).toBe(DISPLAYED.priceLines(world).length);
    expect(sources["partner-objections"]).toBe([...world.objections()].length);
    expect(sources.registry).toBe([...world.certifications()].length);
    expect(sources.media + sources.documents).toBe([...world.files()].length);
    const accounts = new Set([...world.objections()].map((one) => one.account));
    for (const event of world.events()) if (event.type === "erasure") accounts.add(event.person.account);
    const kept = new Set(
      DISPLAYED.reviewsOf(world)
        .filter((one) => !accounts.has(one.author.account))
        .map((one) => one.reviewId),
    );
    expect(sources["review-pages"]).toBe([...world.reviews()].filter((one) => kept.has(one.reviewId)).length);
    const rejected = instances.filter(
      (one) => one.kind === "reviews" && one.outcome.type === "rejected",
    ).length;
    expect([...truth.rows("reviews")]).toHaveLength(kept.size - rejected);
  });
});
