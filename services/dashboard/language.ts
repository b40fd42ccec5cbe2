// The two languages of the page: its sentences, its numbers and its dates.
import { createInstance, type i18n } from "i18next";
import en from "./locales/en.json" with { type: "json" };
import fr from "./locales/fr.json" with { type: "json" };

export const LANGUAGES = ["fr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Words {
  readonly language: Language;
  /** Plain text, to be escaped where it is written. */
  readonly t: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  /** The text of `key` where it exists, else `fallback`: for names that come from data. */
  readonly nameOf: (key: string, fallback: string) => string;
  readonly number: (value: number, options?: Intl.NumberFormatOptions) => string;
  readonly percent: (value: number) => string;
  readonly moment: (date: Date) => string;
  readonly day: (date: Date) => string;
  /** @param month "2026-03" */
  readonly month: (month: string, style: "long" | "short") => string;
}

/** The one that a browser prefers; French, which the source speaks, where it says nothing of either. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? "")
    .slice(0, 200)
    .split(",")
    .map((part) => {
      const [tag = "", quality = "q=1"] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      return { tag: tag.slice(0, 2), quality: Number(quality.replace(/^q=/, "")) || 0 };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  return wanted.map(({ tag }) => LANGUAGES.find((language) => language === tag)).find(Boolean) ?? "fr";
}

const TIME_ZONE = "Europe/Paris";
const LOCALES = { fr: "fr-FR", en: "en-GB" } as const;

export type Catalogue = Readonly<Record<Language, Words>>;

export async function loadCatalogue(): Promise<Catalogue> {
  const texts = createInstance();
  await texts.init({
    fallbackLng: false,
    resources: { en: { translation: en }, fr: { translation: fr } },
    interpolation: { escapeValue: false },
  });
  return { fr: wordsOf(texts, "fr"), en: wordsOf(texts, "en") };
}

function wordsOf(texts: i18n, language: Language): Words {
  const translate = texts.getFixedT(language);
  const locale = LOCALES[language];
  const number = (value: number, options: Intl.NumberFormatOptions = { maximumFractionDigits: 0 }) =>
    // The narrow space that French puts between thousands is hardly seen in the serif of large figures.
    new Intl.NumberFormat(locale, options).format(value).replaceAll("\u202F", "\u00A0");
  const date = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: TIME_ZONE, ...options });
    return (value: Date) => format.format(value);
  };
  return {
    language,
    t: (key, values = {}) => translate(key, values),
    nameOf: (key, fallback) => (texts.exists(key, { lng: language }) ? translate(key) : fallback),
    number,
    percent: (value) => number(value, { style: "percent", maximumFractionDigits: 1 }),
    moment: date({ day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" }),
    day: date({ day: "numeric", month: "long", year: "numeric" }),
    month: (month, style) => date({ month: style, year: "numeric" })(new Date(`${month}-15T12:00:00Z`)),
  };
}
