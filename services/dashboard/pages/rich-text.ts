// Sentences of the catalogue with markup in their gaps: the sentence is escaped, the gaps are HTML already.
import { html } from "ghtml";
import type { Words } from "../language.ts";

/** From Unicode's private use area: no text of ours holds it. */
const EDGE = "\uE000";

/** @param gaps HTML by name; @param count chooses the sentence's singular or plural */
export function richText(
  words: Words,
  key: string,
  gaps: Readonly<Record<string, string>>,
  count = 2,
): string {
  const marked = Object.fromEntries(Object.keys(gaps).map((name) => [name, `${EDGE}${name}${EDGE}`]));
  return words
    .t(key, { ...marked, count })
    .split(EDGE)
    .map((part, at) => (at % 2 === 0 ? html`${part}` : (gaps[part] ?? "")))
    .join("");
}
