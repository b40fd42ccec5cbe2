import { describe, expect, it } from "vitest";
import { createTranslate, languageOf } from "./language.ts";
import en from "./locales/en.json" with { type: "json" };
import fr from "./locales/fr.json" with { type: "json" };

describe("the language", () => {
  it("follows LC_ALL, then LC_MESSAGES, then LANG, and is English unless French", () => {
    expect(languageOf({ LC_ALL: "fr_FR.UTF-8", LANG: "en_US.UTF-8" })).toBe("fr");
    expect(languageOf({ LC_MESSAGES: "fr_CA.UTF-8", LANG: "de_DE" })).toBe("fr");
    expect(languageOf({ LC_ALL: "", LANG: "fr_BE" })).toBe("fr");
    expect(languageOf({ LANG: "C.UTF-8" })).toBe("en");
    expect(languageOf({})).toBe("en");
  });

  it("has every sentence in both languages, with the same values to fill in", () => {
    expect(sentences(fr)).toEqual(sentences(en));
  });

  it("fills in values as they are", async () => {
    const t = await createTranslate("fr");
    expect(t("error.badSeed", { given: "<é>" })).toContain("« <é> »");
  });
});

/** Path and placeholders of each sentence; French has one more plural form, `many`. */
function sentences(catalogue: object, path = ""): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) => {
      if (key.endsWith("_many")) return [];
      if (typeof value === "object" && value !== null)
        return Object.entries(sentences(value, `${path}${key}.`));
      const places = [...String(value).matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "");
      return [[`${path}${key}`, places.toSorted()]];
    }),
  );
}
