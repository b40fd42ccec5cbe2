import assert from "node:assert/strict";
import { test } from "node:test";
import { priceCents, rating } from "../audit/clean.ts";

test("a price is read in cents", () => {
  assert.equal(priceCents("12.50 €"), 1250);
  assert.equal(priceCents("12,50 €"), 1250);
  assert.equal(priceCents("0.99 €"), 99);
  assert.equal(priceCents("free"), null);
});

test("a rating is a whole number from one to five", () => {
  assert.equal(rating("1"), 1);
  assert.equal(rating("5"), 5);
  for (const wrong of ["0", "6", "55", ""]) assert.equal(rating(wrong), null);
});
