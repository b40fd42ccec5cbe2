// A small grammar of French: `{name}` is drawn from a list, `@bon` agrees with the product, `<est|sont>` with its
// number, `{2-9}` is a whole number. Elision comes last, so that lists need not know what follows them.
import type { Draws } from "../draws.ts";

export interface Agreement {
  readonly gender: "m" | "f";
  readonly plural: boolean;
}

export type Lexicon = Readonly<Record<string, readonly string[]>>;

/** A list of a lexicon, one entry a line. */
export const lines = (text: string): readonly string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

const IRREGULAR: Readonly<Record<string, readonly [f: string, mp: string, fp: string]>> = {
  doux: ["douce", "doux", "douces"],
  frais: ["fraîche", "frais", "fraîches"],
  sec: ["sèche", "secs", "sèches"],
  gras: ["grasse", "gras", "grasses"],
  épais: ["épaisse", "épais", "épaisses"],
  franc: ["franche", "francs", "franches"],
  inégal: ["inégale", "inégaux", "inégales"],
  original: ["originale", "originaux", "originales"],
};

/** The form of a masculine singular adjective or participle for a product. */
export function agree(adjective: string, { gender, plural }: Agreement): string {
  const irregular = IRREGULAR[adjective];
  if (irregular) return gender === "m" ? (plural ? irregular[1] : adjective) : irregular[plural ? 2 : 0];
  const singular = gender === "m" ? adjective : feminine(adjective);
  return plural && !/[sx]$/.test(singular) ? `${singular}s` : singular;
}

function feminine(adjective: string): string {
  if (adjective.endsWith("e")) return adjective;
  if (adjective.endsWith("eux")) return `${adjective.slice(0, -1)}se`;
  if (adjective.endsWith("if")) return `${adjective.slice(0, -1)}ve`;
  if (/(?:ier|cher|mer)$/.test(adjective)) return `${adjective.slice(0, -2)}ère`;
  if (/(?:discret|complet)$/.test(adjective)) return `${adjective.slice(0, -2)}ète`;
  if (/(?:el|on|en|et)$/.test(adjective)) return `${adjective}${adjective.at(-1)!}e`;
  return `${adjective}e`;
}

type Part =
  | string
  | { readonly list: string }
  | { readonly low: number; readonly high: number }
  | { readonly adjective: string }
  | { readonly singular: string; readonly plural: string };

const MARKS = /\{(\d+)-(\d+)\}|\{([^{}]+)\}|@(\p{L}+)|<([^|<>]*)\|([^|<>]*)>/gu;
/** Templates are the lexicon's entries: their number is bounded. */
const compiled = new Map<string, readonly Part[]>();

function compile(template: string): readonly Part[] {
  const known = compiled.get(template);
  if (known) return known;
  const parts: Part[] = [];
  let at = 0;
  for (const match of template.matchAll(MARKS)) {
    const [whole, low, high, list, adjective, singular, plural] = match;
    if (match.index > at) parts.push(template.slice(at, match.index));
    if (low !== undefined) parts.push({ low: Number(low), high: Number(high) });
    else if (list !== undefined) parts.push({ list });
    else if (adjective !== undefined) parts.push({ adjective });
    else parts.push({ singular: singular!, plural: plural! });
    at = match.index + whole.length;
  }
  if (at < template.length) parts.push(template.slice(at));
  compiled.set(template, parts);
  return parts;
}

const TRIES = 4;

/** An entry that the text does not have yet, where there is choice. */
function pickUnsaid(draws: Draws, list: readonly string[], said: Set<string>): string {
  let entry = draws.pick(list);
  if (list.length < TRIES) return entry;
  for (let tries = 0; said.has(entry) && tries < TRIES; tries++) entry = draws.pick(list);
  said.add(entry);
  return entry;
}

/** Lexicons are searched in order. `said` keeps what the text already has. */
export interface Writer {
  readonly draws: Draws;
  readonly lexicons: readonly Lexicon[];
  readonly agreement: Agreement;
  readonly said: Set<string>;
}

/** Expands a template until nothing is left to draw. @throws RangeError for a list that no lexicon has. */
function expand(writer: Writer, template: string): string {
  let text = "";
  for (const part of compile(template)) {
    if (typeof part === "string") text += part;
    else if ("list" in part) text += expandList(writer, part.list);
    else if ("low" in part) text += String(writer.draws.between(part.low, part.high));
    else if ("adjective" in part) text += agree(part.adjective, writer.agreement);
    else text += writer.agreement.plural ? part.plural : part.singular;
  }
  return text;
}

export function expandList(writer: Writer, name: string): string {
  for (const lexicon of writer.lexicons) {
    const list = lexicon[name];
    if (list) return expand(writer, pickUnsaid(writer.draws, list, writer.said));
  }
  throw new RangeError(`no list called ${name}`);
}

const CONTRACTION = /(?<!\p{L})([DdAaÀà])(?:e)? (les?) /gu;
const ELIDED =
  /(?<!\p{L})([Dd]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Nn]|[Jj]|[Ss])e (?=[aàeiouéèêâîôûœAEIOUÉÎ]|huile|herbe|hiver|habitude|heure|hôte)(?!onze|oui)/gu;
const SENTENCE_START = /(^|[.!?] )(\p{Ll})/gu;

function contract(word: string, letter: string, article: string): string {
  const many = article === "les";
  if (letter === "D" || letter === "d") return word[1] === "e" ? `${letter}${many ? "es" : "u"} ` : word;
  if (letter === "À" || letter === "à") return `${letter === "À" ? "A" : "a"}u${many ? "x" : ""} `;
  return word;
}

/** "de le" → "du", "de un" → "d'un"; a capital at the start of each sentence. */
export function polish(text: string): string {
  return text
    .replaceAll(CONTRACTION, contract)
    .replaceAll(ELIDED, "$1'")
    .replaceAll(SENTENCE_START, (_, before: string, letter: string) => before + letter.toUpperCase());
}
