import { CLEAN_BODIES, CleanRecord, DeadLetter } from "@atelier/contracts/clean.ts";
import { KINDS, type Kind } from "@atelier/contracts/kinds.ts";
import type { RawBody } from "@atelier/contracts/raw.ts";
import { ALL_RULES, RULES, RULE_IDS, type RuleId } from "@atelier/contracts/rules.ts";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalise, type Normalised } from "./normalise.ts";
import { rawRecord } from "./testing/records.ts";

/** What must become of a damaged record: fields of its clean body, or the rule of its dead letter. */
type Outcome = { readonly body: Record<string, unknown> } | { readonly dead: string };

interface Case {
  readonly rule: RuleId;
  readonly kind: Kind;
  readonly damage: Record<string, unknown>;
  readonly on: Outcome;
  readonly off: Outcome;
}

function damaged<K extends Kind>(
  rule: RuleId,
  kind: K,
  damage: Partial<RawBody<K>>,
  on: Outcome,
  off: Outcome,
): Case {
  return { rule, kind, damage, on, off };
}

const UNREADABLE: Outcome = { dead: "unreadable" };
const line = (quantity: string) => [{ productId: "P1", quantity, unitPriceCents: 1250 }];
const threeOf = { body: { lines: [{ productId: "P1", quantity: 3, unitPriceCents: 1250 }] } };

const CASES: readonly Case[] = [
  damaged(
    "spaces",
    "products",
    { name: "\u00a0Miel  de\u202ftilleul " },
    { body: { name: "Miel de tilleul" } },
    { body: { name: "\u00a0Miel  de\u202ftilleul " } },
  ),
  damaged(
    "spaces",
    "sellers",
    { name: "Ferme\u00a0de l'Orme" },
    { body: { name: "Ferme de l'Orme" } },
    { body: { name: "Ferme\u00a0de l'Orme" } },
  ),
  damaged(
    "apostrophe",
    "sellers",
    { name: "Ferme de l’Orme" },
    { body: { name: "Ferme de l'Orme" } },
    { body: { name: "Ferme de l’Orme" } },
  ),
  damaged(
    "apostrophe",
    "products",
    { name: "Miel d’acacia" },
    { body: { name: "Miel d'acacia" } },
    { body: { name: "Miel d’acacia" } },
  ),
  damaged(
    "double-entity",
    "products",
    { description: "R&eacute;colt&#233; &#xE0; la main &amp; en pot" },
    { body: { description: "Récolté à la main & en pot" } },
    { body: { description: "R&eacute;colt&#233; &#xE0; la main &amp; en pot" } },
  ),
  damaged(
    "mojibake",
    "reviews",
    { text: "DÃ©licieux, Ã\u00a0 goÃ»ter — Å“uvre dâ€™art, 5 â‚¬ [téléphone]" },
    { body: { text: "Délicieux, à goûter — œuvre d’art, 5 € [téléphone]" } },
    { body: { text: "DÃ©licieux, Ã\u00a0 goÃ»ter — Å“uvre dâ€™art, 5 â‚¬ [téléphone]" } },
  ),
  damaged(
    "text-markup",
    "reviews",
    { text: "Très bon <br /><br/> miel, <b>vraiment</b> bon <3" },
    { body: { text: "Très bon miel, vraiment bon <3" } },
    { body: { text: "Très bon <br /><br/> miel, <b>vraiment</b> bon <3" } },
  ),
  damaged(
    "missing-marker",
    "reviews",
    { text: "(vide)" },
    { body: { text: null } },
    { body: { text: "(vide)" } },
  ),
  damaged(
    "missing-marker",
    "products",
    { quantity: "NC" },
    { body: { netQuantity: null, netUnit: null } },
    UNREADABLE,
  ),
  damaged("price-comma", "products", { price: "12,50 €" }, { body: { priceCents: 1250 } }, UNREADABLE),
  damaged(
    "price-thousands",
    "products",
    { price: "1\u202f250.00 €" },
    { body: { priceCents: 125_000 } },
    UNREADABLE,
  ),
  damaged("vat-fraction", "products", { vat: "0.055" }, { body: { vatBasisPoints: 550 } }, UNREADABLE),
  damaged(
    "unit-kilograms",
    "products",
    { quantity: "1.5 kg" },
    { body: { netQuantity: 1500, netUnit: "g" } },
    UNREADABLE,
  ),
  damaged(
    "unit-litres",
    "products",
    { quantity: "0.75 l" },
    { body: { netQuantity: 750, netUnit: "ml" } },
    UNREADABLE,
  ),
  damaged(
    "unit-litres",
    "products",
    { quantity: "75 cl" },
    { body: { netQuantity: 750, netUnit: "ml" } },
    UNREADABLE,
  ),
  damaged("rating-fraction", "reviews", { rating: "4/5" }, { body: { rating: 4 } }, UNREADABLE),
  ...["0", "6", "-1", "4.5", "3,5", "12", "9/5"].map((rating) =>
    damaged(
      "rating-out-of-range",
      "reviews",
      { rating },
      { dead: "rating-out-of-range" },
      { dead: "schema" },
    ),
  ),
  damaged("quantity-text", "orders", { lines: line("x3") }, threeOf, UNREADABLE),
  damaged("quantity-text", "orders", { lines: line("3 unités") }, threeOf, UNREADABLE),
  damaged(
    "quantity-negative",
    "orders",
    { lines: line("-2") },
    { dead: "quantity-negative" },
    { dead: "schema" },
  ),
  damaged(
    "quantity-negative",
    "orders",
    { lines: line("0") },
    { dead: "quantity-negative" },
    { dead: "schema" },
  ),
  damaged(
    "total-mismatch",
    "orders",
    { totalCents: 1 },
    { body: { totalCents: 3750 } },
    { body: { totalCents: 1 } },
  ),
  damaged(
    "decimal-comma",
    "customers",
    { loyaltyBalance: "3,20" },
    { body: { loyaltyCents: 320 } },
    UNREADABLE,
  ),
  damaged(
    "price-not-positive",
    "prices",
    { amount: "0" },
    { dead: "price-not-positive" },
    { dead: "schema" },
  ),
  damaged(
    "price-not-positive",
    "prices",
    { amount: "-350" },
    { dead: "price-not-positive" },
    { dead: "schema" },
  ),
  damaged(
    "price-unit",
    "prices",
    { amount: "12.5", unit: "euros" },
    { body: { priceCents: 1250 } },
    UNREADABLE,
  ),
  damaged(
    "date-slash",
    "products",
    { listedOn: "04/03/2026" },
    { body: { listedOn: "2026-03-04" } },
    UNREADABLE,
  ),
  damaged(
    "date-words",
    "products",
    { listedOn: "4 mars 2026" },
    { body: { listedOn: "2026-03-04" } },
    UNREADABLE,
  ),
  damaged(
    "date-words",
    "products",
    { listedOn: "1er août 2026" },
    { body: { listedOn: "2026-08-01" } },
    UNREADABLE,
  ),
  damaged(
    "date-short-year",
    "products",
    { listedOn: "04.03.26" },
    { body: { listedOn: "2026-03-04" } },
    UNREADABLE,
  ),
  damaged(
    "date-impossible",
    "customers",
    { createdOn: "2025-02-31" },
    { dead: "date-impossible" },
    UNREADABLE,
  ),
  damaged(
    "date-impossible",
    "customers",
    { updatedAt: "2025-02-29T00:00:00Z" },
    { dead: "date-impossible" },
    UNREADABLE,
  ),
  damaged(
    "date-future",
    "reviews",
    { writtenAt: "2026-03-11T00:00:00.001Z" },
    { dead: "date-future" },
    { body: { writtenAt: "2026-03-11T00:00:00.001Z" } },
  ),
  damaged(
    "date-epoch",
    "prices",
    { at: "1772582400000" },
    { body: { at: "2026-03-04T00:00:00.000Z" } },
    UNREADABLE,
  ),
  damaged(
    "time-zone-missing",
    "orders",
    { orderedAt: "2026-03-04 14:05:00" },
    { body: { orderedAt: "2026-03-04T13:05:00.000Z" } },
    UNREADABLE,
  ),
  damaged(
    "clock-skew",
    "reviews",
    { writtenAt: "2026-03-04T15:05:00.001Z", receivedAt: "2026-03-04T14:05:00Z" },
    { body: { writtenAt: "2026-03-04T14:05:00.000Z" } },
    { body: { writtenAt: "2026-03-04T15:05:00.001Z" } },
  ),
  damaged(
    "postcode-short",
    "sellers",
    { postcode: "1000" },
    { body: { postcode: "01000" } },
    { dead: "schema" },
  ),
  ...(["20000", "20137"] as const).map((postcode) =>
    damaged(
      "department-corsica",
      "sellers",
      { department: "20", postcode },
      { body: { department: "2A" } },
      { body: { department: "20" } },
    ),
  ),
  damaged(
    "department-corsica",
    "sellers",
    { department: "20", postcode: "20200" },
    { body: { department: "2B" } },
    { body: { department: "20" } },
  ),
  damaged(
    "commune-merged",
    "sellers",
    { commune: "Segré" },
    { body: { commune: "Segré-en-Anjou Bleu" } },
    { body: { commune: "Segré" } },
  ),
  ...(["oui", "O"] as const).map((newsletter) =>
    damaged("boolean-french", "customers", { newsletter }, { body: { newsletter: true } }, UNREADABLE),
  ),
  damaged("boolean-french", "customers", { newsletter: "N" }, { body: { newsletter: false } }, UNREADABLE),
  damaged("status-synonym", "orders", { status: "Livrée" }, { body: { status: "delivered" } }, UNREADABLE),
];

/** What became of a record: of its body, the fields that `expected` speaks of. */
function outcome(result: Normalised, expected: Outcome) {
  if ("dead" in result) return { dead: result.dead.rule, repairs: [] };
  const fields = Object.entries(result.clean.body as Record<string, unknown>);
  const told = fields.filter(([field]) => "body" in expected && field in expected.body);
  return { body: Object.fromEntries(told), repairs: result.clean.repairs };
}

describe("a cleaning rule", () => {
  for (const { rule, kind, damage, on, off } of CASES) {
    const raw = rawRecord(kind, damage);
    it(`${rule} takes ${kind} ${JSON.stringify(damage)} to its outcome, and only when it is on`, () => {
      const without = new Set(RULE_IDS.filter((id) => id !== rule));
      expect(outcome(normalise(raw), on)).toEqual({ ...on, repairs: "body" in on ? [rule] : [] });
      expect(outcome(normalise(raw, without), off)).toEqual({ ...off, repairs: [] });
    });
  }

  it("has a case for every rule that the normaliser owns, in every kind it is told for", () => {
    const tried = new Set(CASES.map(({ rule, kind }) => `${rule} ${kind}`));
    const owned = RULE_IDS.filter((id) => RULES[id].owner === "normaliser");
    const untold = owned.flatMap((id) => RULES[id].kinds.map((kind) => `${id} ${kind}`));
    expect(untold.filter((pair) => !tried.has(pair))).toEqual([]);
  });
});

const strictDeadLetter = DeadLetter.strict();
const strictCleanRecord = CleanRecord.strict();
const strictBodies = Object.fromEntries(KINDS.map((kind) => [kind, CLEAN_BODIES[kind].strict()]));

/** Where a result is not as the schemas of the clean layer say. */
function problems(result: Normalised) {
  if ("dead" in result) return strictDeadLetter.safeParse(result.dead).error?.issues ?? [];
  return [
    ...(strictCleanRecord.safeParse(result.clean).error?.issues ?? []),
    ...(strictBodies[result.clean.kind]?.safeParse(result.clean.body).error?.issues ?? []),
  ];
}

describe("normalise", () => {
  it("reads the base form of every kind without any rule, and its output is as the clean schema says", () => {
    for (const kind of KINDS) {
      const result = normalise(rawRecord(kind), new Set());
      expect(result).toMatchObject({ clean: { repairs: [] } });
      expect(problems(result)).toEqual([]);
    }
  });

  it("keeps the scraper's repairs before its own", () => {
    const raw = rawRecord("reviews", { rating: "4/5" }, { repairs: ["text-contact"] });
    expect(normalise(raw)).toMatchObject({ clean: { repairs: ["text-contact", "rating-fraction"] } });
  });

  it("sends a body that is not of its kind to the dead letters, without quoting it", () => {
    const raw = { ...rawRecord("reviews"), body: { reviewId: "R1", text: "secret" } };
    const result = normalise(raw);
    expect(result).toMatchObject({ dead: { rule: "schema", pointer: "R1" } });
    expect(JSON.stringify(result)).not.toContain("secret");
  });

  it("sends a record whose id is not its body's to the dead letters", () => {
    expect(normalise(rawRecord("reviews", {}, { id: "R2" }))).toMatchObject({
      dead: { rule: "schema", pointer: "R2" },
    });
  });

  it("gives a clean record or a dead letter, both as their schemas say, whatever is displayed", () => {
    const displayed = fc.oneof(
      fc.string({ unit: fc.constantFrom("é", "’", "\u00a0", "<b>", "&amp;", "Ã©", "💡", "1", " ") }),
      fc.stringMatching(/^-?[0-9]{0,12}([.,/ -][0-9a-z€%]{0,6}){0,3}$/),
    );
    const texts = fc.array(displayed, { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), texts, fc.boolean(), (kind, shown, some) => {
        const sound = rawRecord(kind);
        const fields = Object.entries(sound.body).map(([field, value], index) => [
          field,
          typeof value === "string" && !/Key$|Id$|^(page|reference|sha256)$/.test(field)
            ? shown[index % shown.length]
            : value,
        ]);
        const body = Object.fromEntries(fields) as RawBody<typeof kind>;
        const raw = rawRecord(kind, body);
        const result = normalise(raw.id === "" ? { ...raw, id: "?" } : raw, some ? ALL_RULES : new Set());
        expect(problems(result)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
