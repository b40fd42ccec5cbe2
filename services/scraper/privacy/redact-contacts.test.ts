// No contact survives redaction, and nothing else is touched.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ALL_RULES } from "@atelier/contracts/rules.ts";
import { redactContacts } from "./redact-contacts.ts";

const redact = (text: string) => redactContacts(text).text;

const word = fc.stringMatching(/^[a-zà-ÿ]{1,12}$/);
const email = fc
  .tuple(
    fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,20}[A-Za-z0-9]$/),
    fc.stringMatching(/^[a-z]{2,10}$/),
  )
  .map(([local, domain]) => `${local}@${domain}.example`);
const phone = fc
  .tuple(
    fc.constantFrom("0", "+33", "+33 ", "0033", "0033 ", "+33 (0)", "+33(0) "),
    fc.stringMatching(/^[1-9]\d{8}$/),
    fc.constantFrom("", " ", ".", "-", "\u00a0", "\u202f"),
  )
  .map(
    ([prefix, digits, between]) =>
      prefix + [digits.slice(0, 1), ...(digits.slice(1).match(/\d\d/g) ?? [])].join(between),
  )
  // 04.03.2026 12 could be read as either; the date wins by rule.
  .filter((written) => !/^\d\d[.-]\d\d[.-](19|20)\d\d(?!\d)/.test(written));

describe("redactContacts", () => {
  it("replaces an address and a number, leaving the words and marks around them", () => {
    expect(redact("Écrivez à jean.d@poste.example, ou au 06.39.98.01.02 !")).toBe(
      "Écrivez à [e-mail], ou au [téléphone] !",
    );
    expect(redact("Contact : Jean@Poste.Example.")).toBe("Contact : [e-mail].");
    expect(redact("(+33 6 39 98 01 02)")).toBe("([téléphone])");
    expect(redact("0033639980102 ou +33(0)6 39 98 01 02")).toBe("[téléphone] ou [téléphone]");
  });

  it("leaves prices, dates, references and long numbers", () => {
    for (const text of [
      "Reçu le 04.03.2026 12 pots à 0,50 €",
      "Reçu le 04/03/2026 à 10:11",
      "Commande 20260304101112",
      "@marie, 3 @ 5 pots",
      "EAN 3012345678901",
    ]) {
      expect(redact(text)).toBe(text);
    }
  });

  it("lets no address and no number survive between any words", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(word, email, phone), { maxLength: 12 }), (parts) => {
        const redacted = redact(parts.join(" ; "));
        const contacts = parts.filter((part) => /@|\d/.test(part));
        expect(contacts.filter((contact) => redacted.includes(contact))).toEqual([]);
        expect(redacted).not.toMatch(/@|\d{2}/);
      }),
    );
  });

  it("is idempotent on any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), email, phone), (text) => {
        expect(redact(redact(text))).toBe(redact(text));
      }),
    );
  });

  it("keeps the text as it is when the rule is off", () => {
    const rules = new Set([...ALL_RULES].filter((rule) => rule !== "text-contact"));
    expect(redactContacts("a@b.example", rules)).toEqual({ text: "a@b.example", changed: false });
  });

  it("stays linear on hostile input", () => {
    expect(redact("a".repeat(500_000) + "@" + "b".repeat(500_000)).length).toBe(1_000_001);
    expect(redact("0".repeat(200_000)).length).toBe(200_000);
  });
});
