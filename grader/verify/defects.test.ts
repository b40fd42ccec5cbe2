import { describe, expect, it } from "vitest";
import type { DefectInstance } from "@atelier/world/truth.ts";
import { createDefectLedger } from "./defects.ts";

const REPAIRED: DefectInstance = {
  rule: "price-comma",
  source: "catalogue-pages",
  kind: "products",
  id: "P1~fruits",
  outcome: { type: "repaired", view: "products", key: { product_id: "P1" }, values: { price_cents: 1250 } },
};
const REJECTED: DefectInstance = {
  rule: "json-truncated",
  source: "drop-prices",
  kind: "prices",
  id: "prix.jsonl.gz#6",
  outcome: { type: "rejected", pointer: "prix.jsonl.gz#6" },
};
const ONCE: DefectInstance = {
  rule: "page-overlap",
  source: "partner-orders",
  kind: "orders",
  id: "O1",
  outcome: { type: "repaired", view: "orders", key: { order_id: "O1" }, values: {} },
};

const REJECT_ROW = {
  source: "drop-prices",
  kind: "prices",
  pointer: "prix.jsonl.gz#6",
  rule: "json-truncated",
};

describe("the ledger of defects", () => {
  it("counts a defect as handled when its row has the repaired value", () => {
    const ledger = createDefectLedger([REPAIRED]);
    ledger.see("products", { product_id: "P1", price_cents: 1250 });
    expect(ledger.counts()).toEqual([
      { rule: "price-comma", outcome: "repaired", injected: 1, handled: 1, unhandled: [] },
    ]);
  });

  it("counts a wrong value, or no row at all, as not handled, and names the record", () => {
    const wrong = createDefectLedger([REPAIRED]);
    wrong.see("products", { product_id: "P1", price_cents: 125_000 });
    const absent = createDefectLedger([REPAIRED]);
    for (const ledger of [wrong, absent]) {
      expect(ledger.counts()).toMatchObject([{ injected: 1, handled: 0, unhandled: ["P1~fruits"] }]);
    }
  });

  it("wants a reject with its own rule, not with another", () => {
    const right = createDefectLedger([REJECTED]);
    right.see("rejects", REJECT_ROW);
    expect(right.counts()).toMatchObject([{ outcome: "rejected", handled: 1 }]);
    const other = createDefectLedger([REJECTED]);
    other.see("rejects", { ...REJECT_ROW, rule: "unreadable" });
    expect(other.counts()).toMatchObject([{ handled: 0 }]);
  });

  it("takes a row that is there twice for a duplicate that was not merged", () => {
    const ledger = createDefectLedger([ONCE]);
    ledger.see("orders", { order_id: "O1" });
    expect(ledger.counts()).toMatchObject([{ handled: 1 }]);
    ledger.see("orders", { order_id: "O1" });
    expect(ledger.counts()).toMatchObject([{ handled: 0 }]);
  });
});
