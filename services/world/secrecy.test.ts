import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { prAuc } from "./evaluation/pr-auc.ts";
import { SECRET } from "./example.fixture.ts";
import { createTruth, createWorld } from "./world.ts";

const SCALE = 0.5;
const MOST_ALLOWED = 0.12;
const ALPHABET = "0123456789ABCDFGHJKLMNPQRSTVWXYZ";

const asNumber = (code: string): number =>
  Array.from(code)
    .slice(0, 9)
    .reduce((sum, character) => sum * 32 + ALPHABET.indexOf(character), 0);
const hashed = (value: unknown): number =>
  createHash("sha256").update(JSON.stringify(value)).digest().readUInt32BE(0);

describe("nothing incidental", { timeout: 120_000 }, () => {
  const columns: Record<string, number[]> = {};
  const fraudulent: boolean[] = [];

  beforeAll(() => {
    const world = createWorld({ secret: SECRET, scale: SCALE });
    const truth = createTruth({ secret: SECRET, scale: SCALE, pseudonymKey: "k", ticks: 0 });
    const facts = new Map([...truth.fraud()].map((fact) => [fact.reviewId, fact.fraudulent]));
    const labelled = new Set([...truth.rows("labels")].map((one) => one.review_id));
    const pageSizes = new Map(
      [...world.productPages()].map((one) => [one.reference, JSON.stringify(one).length]),
    );
    const seen = new Map<string, number>();
    const streamed = [...world.events()].flatMap((one) => (one.type === "review" ? [one.review] : []));
    for (const [position, review] of [...world.reviews(), ...streamed].entries()) {
      const fact = facts.get(review.reviewId);
      if (fact === undefined) continue;
      fraudulent.push(fact);
      const nth = (seen.get(review.productId) ?? 0) + 1;
      seen.set(review.productId, nth);
      const values = {
        id: asNumber(review.reviewId),
        position,
        positionOnPage: nth,
        carrier: streamed.includes(review) ? 1 : 0,
        size: JSON.stringify(review).length,
        textLength: review.text.length,
        etag: hashed(review),
        account: asNumber(review.author.account),
        nameLength: review.author.displayName.length,
        device: asNumber(review.device),
        network: hashed(review.network),
        networkKind: review.network.startsWith("10.") ? 1 : 0,
        product: asNumber(review.productId),
        pageSize: pageSizes.get(review.productId)!,
        second: Number(review.writtenAt.slice(17, 19)),
        minute: Number(review.writtenAt.slice(14, 16)),
        hour: Number(review.writtenAt.slice(11, 13)),
        labelled: labelled.has(review.reviewId) ? 1 : 0,
      };
      for (const [name, value] of Object.entries(values)) (columns[name] ??= []).push(value);
    }
  }, 120_000);

  it("predicts fraud: no id, order, size, length or hash", () => {
    expect(fraudulent.filter(Boolean).length / fraudulent.length).toBeCloseTo(0.08, 1);
    const found: Record<string, number> = {};
    for (const [name, values] of Object.entries(columns)) {
      const opposite = values.map((value) => -value);
      found[name] = Math.max(prAuc(values, fraudulent), prAuc(opposite, fraudulent));
    }
    expect(Object.entries(found).filter(([, area]) => area >= MOST_ALLOWED)).toEqual([]);
  });
});
