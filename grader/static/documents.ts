// Finds where a text argues for something, by its headings. What is found is shown to the jury, never scored.
import type { LOCATED, StaticFacts } from "../observations/static.ts";
import { lineAt, type TextFile } from "./text-file.ts";
import { notebookCells } from "./notebook.ts";

type Item = (typeof LOCATED)[number];

const WANTED: readonly (readonly [Item, RegExp])[] = [
  ["C6.2", /base legale|information des personnes|\bregistre|legal basis|\bregister/u],
  ["C8.1.c", /(?:choix|solution)s? (?:du |de |des )?stockage|storage/u],
  ["C8.1.d", /chargement|loading/u],
  ["C8.1.f", /securite|security/u],
  ["C8.1.g", /choix (?:des |d')outils?|outils par etape|choice of tools|tools/u],
  ["C8.1.h", /reglementation|rgpd|gdpr|cadre legal|juridique|regulation|data protection/u],
  ["C8.2.a", /cycle de vie|sobriete|empreinte|environnement|footprint|life cycle|energy/u],
  ["C10.2", /outil de visualisation|visualisation|data ?viz|visualization/u],
  ["C12.1", /choix (?:du |de |des )(?:modele|algorithme)s?|model choice|choice of (?:the )?model|algorithm/u],
  ["C12.5", /ethique|limites|biais|ethic|bias|limits/u],
  ["C12.6", /optimi[sz]ation/u],
];
const EXCERPT = 400;
const MOST_OF_A_FILE = 40;

interface Heading {
  readonly title: string;
  readonly index: number;
  readonly end: number;
}

export function locate(file: TextFile): StaticFacts["located"] {
  const text = textOf(file);
  if (text === undefined) return [];
  const headings = headingsOf(text);
  const found = headings.flatMap(({ title, index, end }, number) => {
    const plain = title.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll("\u2019", "'");
    const body = text.slice(end, Math.min(headings[number + 1]?.index ?? text.length, end + EXCERPT)).trim();
    return WANTED.filter(([, wanted]) => wanted.test(plain)).map(([item]) => ({
      item,
      index,
      heading: title.slice(0, 200),
      excerpt: body,
    }));
  });
  return found
    .slice(0, MOST_OF_A_FILE)
    .map(({ index, ...one }) => ({ ...one, file: file.path, line: lineAt(text, index) }));
}

function textOf({ path, text }: TextFile): string | undefined {
  if (/\.(?:md|markdown|txt|rst|qmd|rmd)$/iu.test(path)) return text;
  if (/\.html?$/iu.test(path)) {
    return text
      .replaceAll(/<h([1-6])\b[^<>]{0,500}>/giu, (_, level: string) => `\n${"#".repeat(Number(level))} `)
      .replaceAll(/<[^<>]{0,2000}>/gu, " ");
  }
  if (/\.ipynb$/iu.test(path)) {
    return notebookCells(text)
      ?.filter(({ kind }) => kind === "markdown")
      .map(({ source }) => source)
      .join("\n");
  }
  return undefined;
}

function headingsOf(text: string): Heading[] {
  return [...text.matchAll(/^#{1,6}[ \t]+(\S[^\n]{0,300})/gmu)].map((match) => ({
    title: (match[1] ?? "").trim(),
    index: match.index,
    end: match.index + match[0].length,
  }));
}
