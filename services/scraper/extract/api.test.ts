// What comes as JSON: reviews by XHR, orders, objections, events, price lines.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pseudonym } from "@atelier/contracts/pseudonym.ts";
import { RawErasure, RawOrder, RawPrice, RawReview } from "@atelier/contracts/raw.ts";
import { context, KEY, without } from "../fixtures/context.ts";
import { extractObjections } from "./erasures.ts";
import { extractEvent } from "./events.ts";
import { extractOrdersPage } from "./orders.ts";
import { extractPriceLine } from "./prices.ts";
import { extractReviewsPage } from "./reviews.ts";

const review = {
  id: "R1",
  produit: "P1",
  auteur: { compte: "C1", nom: "Marie D." },
  note: "4/5",
  texte: "Écrivez-moi : marie@poste.example",
  le: "2026-03-04T10:11:12Z",
  appareil: "D1",
  reseau: "198.51.100.0/24",
};
const order = {
  id: "O1",
  client: {
    nom: "Marie Brezvandozac",
    email: "marie@poste.example",
    telephone: "0639980001",
    adresse: "1 rue Haute, 01000 Bourg",
  },
  passee_le: "2026-03-04 14:05:00",
  modifiee_le: "2026-03-05T00:00:00Z",
  statut: "Livrée",
  total_centimes: 1250,
  lignes: [{ produit: "P1", quantite: "x3", prix_unitaire_centimes: 400 }],
};
const person = {
  compte: "C1",
  emails: ["Marie@poste.example"],
  telephones: ["06 39 98 00 01"],
  depuis: "2026-01-01T00:00:00Z",
};
const keys = {
  account: pseudonym(KEY, "account", "C1"),
  email: pseudonym(KEY, "email", "marie@poste.example"),
  phone: pseudonym(KEY, "phone", "+33639980001"),
};
const forgetting = (key: string) => ({ ...context, isForgotten: (one: string) => one === key });

describe("extractReviewsPage", () => {
  it("reads reviews and the next page's number", () => {
    const page = JSON.stringify({ avis: [review, { ...review, id: "R2", texte: "" }], suivante: 2 });
    const { records, next } = extractReviewsPage(page, context);
    expect(next).toBe(2);
    expect(RawReview.parse(records[0]?.body).text).toBe("Écrivez-moi : [e-mail]");
    expect(RawReview.parse(records[1]?.body).text).toBeNull();
    expect(JSON.stringify(records)).not.toMatch(/Marie|poste\.example|"C1"|"D1"|198\.51/);
  });

  it("keeps contacts only when their rule is off", () => {
    const page = JSON.stringify({ avis: [review], suivante: null });
    const { records } = extractReviewsPage(page, { ...context, rules: without("text-contact") });
    expect(records[0]).toMatchObject({ repairs: [], body: { text: review.texte } });
  });

  it("makes dead letters of a bad page and of a bad review", () => {
    expect(extractReviewsPage("<html>", context).deadLetters).toMatchObject([
      { reason: "shape-changed: $ is no JSON" },
    ]);
    const { note: _, ...noteless } = review;
    const page = JSON.stringify({ avis: [noteless, review], suivante: null });
    const { records, deadLetters } = extractReviewsPage(page, context);
    expect(records).toHaveLength(1);
    expect(deadLetters).toMatchObject([
      { pointer: "/page#1", reason: "shape-changed: $.note is invalid_type" },
    ]);
  });
});

describe("extractOrdersPage", () => {
  const page = JSON.stringify({ commandes: [order], suivant: "abc" });

  it("keeps of the customer the e-mail's pseudonym only", () => {
    const { records, next } = extractOrdersPage(page, context);
    expect(next).toBe("abc");
    expect(records[0]).toMatchObject({ version: Date.UTC(2026, 2, 5), subjects: [keys.email] });
    expect(RawOrder.parse(records[0]?.body)).toEqual({
      orderId: "O1",
      customerKey: keys.email,
      orderedAt: "2026-03-04 14:05:00",
      status: "Livrée",
      totalCents: 1250,
      lines: [{ productId: "P1", quantity: "x3", unitPriceCents: 400 }],
    });
    expect(JSON.stringify(records)).not.toMatch(/Marie|poste|0639980001|rue Haute/);
  });

  it("keeps a forgotten person's order without them, known by e-mail or phone", () => {
    for (const key of [keys.email, keys.phone]) {
      const { records } = extractOrdersPage(page, forgetting(key));
      expect(records[0]).toMatchObject({ subjects: [], body: { customerKey: null, orderId: "O1" } });
    }
  });
});

describe("extractObjections", () => {
  it("reduces a person to their pseudonyms", () => {
    const { records } = extractObjections(JSON.stringify({ oppositions: [person] }), context);
    expect(RawErasure.parse(records[0]?.body)).toEqual({
      subjects: [keys.account, keys.email, keys.phone],
      reason: "objection",
      at: person.depuis,
    });
    expect(records[0]?.id).toBe(`objection~${keys.account}`);
  });
});

const readEvent = (type: string, data: unknown) =>
  extractEvent({ type, data: JSON.stringify(data) }, context);

describe("extractEvent", () => {
  const recu_le = "2026-09-07T05:59:58.500Z";

  it("reads a review with its revision and both clocks", () => {
    const { records } = readEvent("avis", { revision: 3, recu_le, avis: review });
    expect(records[0]).toMatchObject({ source: "events", version: 3, observedAt: context.observedAt });
    expect(RawReview.parse(records[0]?.body)).toMatchObject({ writtenAt: review.le, receivedAt: recu_le });
  });

  it("was observed no earlier than the source received it, and no earlier than it was read", () => {
    const later = "2026-09-07T06:00:00.500Z";
    const observed = [recu_le, later].map(
      (at) => readEvent("avis", { revision: 3, recu_le: at, avis: review }).records[0]?.observedAt,
    );
    expect(observed).toEqual([context.observedAt, later]);
  });

  it("drops a forgotten person's review", () => {
    const data = JSON.stringify({ revision: 0, recu_le, avis: review });
    expect(extractEvent({ type: "avis", data }, forgetting(keys.account)).records).toEqual([]);
  });

  it("reads prices and erasures", () => {
    const price = { recu_le, produit: "P1", le: "2026-09-07T05:59:00Z", prix_centimes: 1250 };
    expect(RawPrice.parse(readEvent("prix", price).records[0]?.body)).toEqual({
      productId: "P1",
      at: "2026-09-07T05:59:00Z",
      amount: "1250",
      unit: "centimes",
    });
    const erasure = readEvent("effacement", { recu_le, personne: person }).records[0];
    expect(erasure).toMatchObject({ id: `erasure~${keys.account}`, subjects: Object.values(keys) });
  });

  it("makes a dead letter of what it cannot read, and nothing of what it does not know", () => {
    expect(readEvent("prix", { produit: "P1" }).deadLetters).toMatchObject([
      { kind: "prices", rule: "unreadable" },
    ]);
    expect(readEvent("bonjour", {})).toEqual({ records: [], deadLetters: [] });
    expect(readEvent("fin-du-monde", { recu_le, tick: 0 })).toEqual({ records: [], deadLetters: [] });
  });
});

describe("extractPriceLine", () => {
  const line = '{"produit":"P1","le":1788000000000,"montant":12.5,"unite":"euros"}';

  it("reads a line as shown", () => {
    expect(RawPrice.parse(extractPriceLine(line, context).records[0]?.body)).toEqual({
      productId: "P1",
      at: "1788000000000",
      amount: "12.5",
      unit: "euros",
    });
  });

  it("rejects every line cut short, by its rule, wherever it is cut", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: line.length - 1 }), (length) => {
        const { records, deadLetters } = extractPriceLine(line.slice(0, length), context);
        expect([records.length, deadLetters.length, deadLetters[0]?.rule]).toEqual([0, 1, "json-truncated"]);
      }),
    );
  });

  it("names no rule for what no rule foresees, nor for a cut line when the rule is off", () => {
    expect(extractPriceLine("bonjour", context).deadLetters).toMatchObject([{ rule: "unreadable" }]);
    expect(extractPriceLine('{"produit":"P1"}', context).deadLetters).toMatchObject([{ rule: "unreadable" }]);
    const off = { ...context, rules: without("json-truncated") };
    expect(extractPriceLine(line.slice(0, 20), off).deadLetters).toMatchObject([{ rule: "unreadable" }]);
    expect(extractPriceLine("  ", context)).toEqual({ records: [], deadLetters: [] });
  });
});
