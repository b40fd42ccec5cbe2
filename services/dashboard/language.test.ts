import { expect, it } from "vitest";
import { RULE_IDS } from "@atelier/contracts/rules.ts";
import { preferredLanguage } from "./language.ts";
import en from "./locales/en.json" with { type: "json" };
import fr from "./locales/fr.json" with { type: "json" };

function keysOf(texts: object, path = ""): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "object" && value !== null ? keysOf(value, `${path}${key}.`) : [`${path}${key}`],
  );
}

const gapsOf = (texts: object, key: string): string[] => {
  const text = key.split(".").reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], texts);
  return (String(text).match(/\{\{\w+\}\}/g) ?? []).toSorted();
};

const gaps = (texts: object) => keysOf(texts).map((key) => [key, ...gapsOf(texts, key)].join(" "));

it("says everything in both languages, with the same gaps", () => {
  expect(gaps(fr).toSorted()).toEqual(gaps(en).toSorted());
});

it("has a name for every rule", () => {
  expect(RULE_IDS.filter((rule) => !(rule in fr.rule))).toEqual([]);
});

it.each([
  ["en-GB,en;q=0.9,fr;q=0.8", "en"],
  ["de, fr;q=0.5, en;q=0.7", "en"],
  ["fr-CH, en;q=0.9", "fr"],
  ["en;q=0, fr;q=0.1", "fr"],
  ["ja", "fr"],
  [undefined, "fr"],
  [";;,,q=;=", "fr"],
])("reads the preference %s as %s", (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});
