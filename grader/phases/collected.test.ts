import { describe, expect, it } from "vitest";
import { createTruth } from "@atelier/world/create-truth.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import type { SeenRawRecord } from "../stores/raw-layer.ts";
import { StoreRefusal } from "../stores/sql-session.ts";
import { canonicalId, findGone, observeCollected } from "./collected.ts";

const truth = createTruth({ secret: secretFromSeed("collected"), scale: 0.02, pseudonymKey: "k", ticks: 0 });
const ids = [...truth.rawIds()];

async function* layer(records: Iterable<Omit<SeenRawRecord, "bytes">>, error?: Error) {
  for (const one of records) yield { ...one, bytes: 1 };
  if (error) throw error;
}

describe("the raw layer", () => {
  it("is complete when it has what the sources gave, whoever asked to be forgotten", async () => {
    const seen = await observeCollected(truth, layer(ids.filter(({ state }) => state === "kept")));
    for (const one of seen.kinds) expect(one).toMatchObject({ found: one.expected, right: one.expected });
    expect(seen.kinds.length).toBeGreaterThan(10);
  });

  it("may keep lines that nobody can read, under any name", async () => {
    const broken = ids.filter(({ state }) => state === "unreadable");
    expect(broken.length).toBeGreaterThan(0);
    const own = broken.map((one, index) => ({ ...one, id: `line ${index}` }));
    const seen = await observeCollected(truth, layer([...ids.filter((one) => one.state === "kept"), ...own]));
    for (const one of seen.kinds) expect(one.found).toBe(one.expected);
  });

  it("shows what is missing, and what nobody gave", async () => {
    const some = ids.filter(({ kind }, index) => kind !== "orders" || index % 2 === 0);
    const invented = { source: "catalogue-pages", kind: "products", id: "invented" };
    const seen = await observeCollected(truth, layer([...some, invented]));
    const of = (kind: string) => seen.kinds.find((one) => one.kind === kind)!;
    const half = of("orders");
    expect(half.right / half.expected).toBeCloseTo(0.5, 1);
    expect(half.missing.length).toBe(5);
    expect(of("products").extra).toEqual(["invented"]);
  });

  it("keeps nobody who must be forgotten", async () => {
    const clean = await findGone(truth, layer(ids.filter(({ state }) => state === "kept")));
    expect(clean).toMatchObject({ kept: 0, examples: [] });
    expect(clean.known).toBeGreaterThan(0);
    const full = await findGone(truth, layer(ids));
    expect(full.kept).toBe(full.known);
    expect(full.examples.length).toBeGreaterThan(0);
  });

  it("counts as far as it could be read", async () => {
    const seen = await observeCollected(truth, layer([], new StoreRefusal("no such table")));
    expect(seen).toMatchObject({ records: 0, unreadable: "no such table" });
    for (const one of seen.kinds) expect(one.right).toBe(0);
  });

  it("knows a price record by its instant, however that is written", () => {
    const forms = [
      "P1~2026-03-04T13:05:00Z",
      "P1~2026-03-04T13:05:00.000Z",
      "P1~1772629500000",
      " P1~2026-03-04T14:05:00+01:00",
    ];
    expect(new Set(forms.map((id) => canonicalId("prices", id))).size).toBe(1);
    expect(canonicalId("prices", "P1~hier")).toBe("P1~hier");
  });
});
