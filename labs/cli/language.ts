// The catalogue of sentences, French and English, and which of the two a person reads.
import { createInstance, type TFunction } from "i18next";
import en from "./locales/en.json" with { type: "json" };
import fr from "./locales/fr.json" with { type: "json" };

export const LANGUAGES = ["fr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
export type Translate = TFunction;

/** POSIX order: LC_ALL, then LC_MESSAGES, then LANG; anything that is not French reads English. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = environment["LC_ALL"] || environment["LC_MESSAGES"] || environment["LANG"] || "";
  return locale.toLowerCase().startsWith("fr") ? "fr" : "en";
}

export async function createTranslate(language: Language): Promise<Translate> {
  const catalogue = createInstance();
  return catalogue.init({
    lng: language,
    fallbackLng: "en",
    resources: { en: { translation: en }, fr: { translation: fr } },
    interpolation: { escapeValue: false },
  });
}
