import { describe, expect, it } from "vitest";
import { SECRET } from "../example.fixture.ts";
import { createTruth } from "../world.ts";
import { agree, polish } from "./grammar.ts";

const MOST_WORDS_SHARED = 8;

const truth = createTruth({ secret: SECRET, scale: 1, pseudonymKey: "k", ticks: 0 });
const honest = new Set([...truth.fraud()].filter((one) => !one.fraudulent).map((one) => one.reviewId));
const texts = [...truth.reviewTexts()].flatMap(({ reviewId, text }) =>
  text !== null && honest.has(reviewId) ? [text] : [],
);

const forms = (adjective: string): string[] =>
  (["m", "f"] as const).flatMap((gender) =>
    [false, true].map((plural) => agree(adjective, { gender, plural })),
  );

describe("honest reviews", { timeout: 120_000 }, () => {
  it("share no sentence of more than eight words, in twelve thousand", () => {
    const counts = new Map<string, number>();
    let long = 0;
    for (const text of texts) {
      for (const sentence of new Set(text.split(/(?<=[.!?]) /))) {
        const words = sentence.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
        if (words.length <= MOST_WORDS_SHARED) continue;
        long++;
        const key = words.join(" ").toLowerCase();
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    expect(long).toBeGreaterThan(10_000);
    expect([...counts].filter(([, count]) => count > 1)).toEqual([]);
  });

  it("read as French: elided, contracted, capitalised, without a gap of the grammar", () => {
    const wrong = [
      /[{}@|]/,
      / {2}|\s[,.]|^\s|\s$/,
      /(?<!\p{L})(?:de|que|je|ne|se) [aeiouéèêâîô](?!\p{L}*ze )/u,
      /(?<!\p{L})(?:de les?|à les?) /u,
      /^[^\p{Lu}\d]/u,
    ];
    for (const pattern of wrong) expect(texts.filter((text) => pattern.test(text))).toEqual([]);
  });

  it("vary in length", () => {
    const lengths = texts.map((text) => text.length).toSorted((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 10)]).toBeLessThan(60);
    expect(lengths[Math.floor((lengths.length * 9) / 10)]).toBeGreaterThan(350);
  });
});

describe("the grammar", { timeout: 120_000 }, () => {
  it("agrees adjectives with gender and number", () => {
    expect(forms("frais")).toEqual(["frais", "frais", "fraîche", "fraîches"]);
    expect(forms("discret")).toEqual(["discret", "discrets", "discrète", "discrètes"]);
    expect(forms("cher")).toEqual(["cher", "chers", "chère", "chères"]);
    expect(forms("savoureux")).toEqual(["savoureux", "savoureux", "savoureuse", "savoureuses"]);
    expect(forms("pris")).toEqual(["pris", "pris", "prise", "prises"]);
  });

  it("elides and contracts", () => {
    expect(polish("un peu de huile, plus que à la ferme")).toBe("Un peu d'huile, plus qu'à la ferme");
    expect(polish("la veille de le premier de l'an, à les enfants")).toBe(
      "La veille du premier de l'an, aux enfants",
    );
    expect(polish("tiède alors que elle")).toBe("Tiède alors qu'elle");
  });
});
