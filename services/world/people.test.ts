import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { DISPLAYED, exampleTruth, exampleWorld, PSEUDONYM_KEY, SECRET } from "./example.fixture.ts";
import { createTruth, createWorld } from "./world.ts";

const key = (kind: string, value: string) =>
  createHmac("sha256", PSEUDONYM_KEY).update(`${kind}:${value}`).digest("hex");

describe("persons", { timeout: 120_000 }, () => {
  it("that are canaries have traces that nobody else has", () => {
    const canaries = [...exampleTruth().canaries()];
    expect(canaries.length).toBeGreaterThanOrEqual(5);
    const names = canaries.map((one) => one.traces[0]!);
    expect(new Set(names).size).toBe(names.length);
    const lines = DISPLAYED.customerLines(exampleWorld());
    for (const name of names) {
      expect(lines.filter((line) => line[3] === name).length).toBeLessThanOrEqual(2);
    }
    const phones = canaries.flatMap((one) => one.traces.filter((trace) => /^\+33\d{9}$/.test(trace)));
    expect(new Set(phones).size).toBe(phones.length);
  });

  it("that are canaries of a large world have names of their own too", () => {
    const truth = createTruth({ secret: SECRET, scale: 1, pseudonymKey: "k", ticks: 0 });
    const names = [...truth.canaries()].map((one) => one.traces[0]!);
    expect(names.length).toBeGreaterThan(40);
    expect(new Set(names).size).toBe(names.length);
  });

  it("put canaries among objectors, the erased, and the authors of texts with contacts", () => {
    const world = exampleWorld();
    const names = [...exampleTruth().canaries()].map((one) => one.traces[0]!.toLowerCase());
    const isCanary = (emails: readonly string[]) =>
      names.some((name) => emails.some((email) => email.includes(name)));
    expect([...world.objections()].some((one) => isCanary(one.emails))).toBe(true);
    expect([...world.events()].some((one) => one.type === "erasure" && isCanary(one.person.emails))).toBe(
      true,
    );
    const ticks = [1, 2, 3].flatMap((tick) => world.delta(tick).events);
    expect(ticks.some((one) => one.type === "erasure" && isCanary(one.person.emails))).toBe(true);
    const canaryTraces = [...exampleTruth().canaries()].flatMap((one) => one.traces);
    const texts = DISPLAYED.reviewsOf(world).map((one) => one.text);
    expect(
      texts.filter((text) => canaryTraces.some((trace) => text.includes(trace))).length,
    ).toBeGreaterThanOrEqual(1);
  });

  it("share no address and no number unless they are one", () => {
    const owners = new Map<string, string>();
    const shared: string[] = [];
    for (const scale of [0.1, 0.5]) {
      owners.clear();
      const world = createWorld({ secret: SECRET, scale });
      const rows = DISPLAYED.customerLines(world);
      for (const row of rows) {
        const person = `${row[3]} ${row[4]} ${row[5]}`;
        for (const contact of [
          row[6]!.trim().toLowerCase().replace("mailto:", ""),
          row[7]!.replaceAll(/\D/g, "").slice(-9),
        ]) {
          if (contact === "") continue;
          if ((owners.get(contact) ?? person) !== person) shared.push(contact);
          owners.set(contact, person);
        }
      }
    }
    expect(shared).toEqual([]);
  });

  it("leave no row, reject, text or label once they are forgotten, and their orders without them", () => {
    const world = exampleWorld();
    const before = exampleTruth(0);
    const after = exampleTruth(4);
    const asked = [1, 2, 3, 4].flatMap((tick) =>
      world.delta(tick).events.flatMap((one) => (one.type === "erasure" ? [one.person] : [])),
    );
    expect(asked.length).toBe(4);
    const forgotten = new Set(after.forgotten());
    for (const { account, emails, phones } of asked) {
      for (const pseudonym of [
        key("account", account),
        ...emails.map((one) => key("email", one)),
        ...phones.map((one) => key("phone", one)),
      ]) {
        expect(forgotten.has(pseudonym)).toBe(true);
      }
    }
    expect([...after.rows("reviews")].some((one) => forgotten.has(one.author_key))).toBe(false);
    expect([...after.rows("customers")].some((one) => forgotten.has(one.customer_key))).toBe(false);
    expect([...after.rows("orders")].some((one) => one.customer_key && forgotten.has(one.customer_key))).toBe(
      false,
    );
    const orders = new Set([...after.rows("orders")].map((one) => one.order_id));
    for (const { order_id } of before.rows("orders")) expect(orders.has(order_id)).toBe(true);
    const reviews = new Set([...after.rows("reviews")].map((one) => one.review_id));
    for (const { review_id } of after.rows("labels")) expect(reviews.has(review_id)).toBe(true);
    for (const { reviewId } of after.reviewTexts()) expect(reviews.has(reviewId)).toBe(true);
    const repaired = [...after.defects()].flatMap(({ kind, outcome }) =>
      kind === "reviews" && outcome.type === "repaired" ? [String(outcome.key.review_id)] : [],
    );
    expect(repaired.filter((id) => !reviews.has(id))).toEqual([]);
  });

  it("write nothing and buy nothing after they asked to be forgotten", () => {
    const world = exampleWorld();
    const gone = new Set<string>();
    for (let tick = 1; tick <= 12; tick++) {
      const delta = world.delta(tick);
      for (const review of delta.reviews) expect(gone.has(review.author.account)).toBe(false);
      for (const order of delta.orders) expect(gone.has(order.customer.email)).toBe(false);
      for (const event of delta.events) {
        if (event.type === "erasure")
          for (const one of [event.person.account, ...event.person.emails]) gone.add(one);
      }
    }
  });
});
