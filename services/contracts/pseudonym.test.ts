// The normalisations told to candidates: one person, one pseudonym, however the address or number is written.
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseEmail, normalisePhone, pseudonym } from "./pseudonym.ts";
import { ALL_RULES, type RuleId } from "./rules.ts";

const without = (rule: RuleId) => new Set([...ALL_RULES].filter((id) => id !== rule));

describe("normaliseEmail", () => {
  it("ignores case, surrounding space and mailto:", () => {
    expect(normaliseEmail(" mailto:Jeanne.Petit@Exemple.EXAMPLE ")).toBe("jeanne.petit@exemple.example");
  });

  it("takes the text as it stands when the rule is off", () => {
    expect(normaliseEmail("Jeanne@x.example", without("email-case"))).toBe("Jeanne@x.example");
  });

  it("is idempotent", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(normaliseEmail(normaliseEmail(text))).toBe(normaliseEmail(text));
      }),
    );
  });
});

describe("normalisePhone", () => {
  it("gives +33 and nine digits for every way of writing a number", () => {
    const nineDigits = fc.stringMatching(/^[1-9]\d{8}$/);
    const prefix = fc.constantFrom("0", "+33", "0033", "+33 ", "+33 (0)", "0033.");
    const separator = fc.constantFrom("", " ", ".", "-", "\u00a0", "\u202f");
    fc.assert(
      fc.property(nineDigits, prefix, separator, (digits, start, between) => {
        const pairs = [digits.slice(0, 1), ...(digits.slice(1).match(/\d\d/g) ?? [])];
        expect(normalisePhone(start + pairs.join(between))).toBe(`+33${digits}`);
      }),
    );
  });

  it("leaves what is no French number", () => {
    expect(normalisePhone("+32 2 555 12 12")).toBe("+32 2 555 12 12");
    expect(normalisePhone("12")).toBe("12");
  });

  it("takes the text as it stands when the rule is off", () => {
    expect(normalisePhone("0639980001", without("phone-international"))).toBe("0639980001");
  });
});

describe("pseudonym", () => {
  it("is the HMAC-SHA-256 of kind and value", () => {
    expect(pseudonym("key", "email", "a@b.example")).toMatch(/^[0-9a-f]{64}$/);
    expect(pseudonym("key", "email", "a@b.example")).not.toBe(pseudonym("key", "account", "a@b.example"));
  });
});
