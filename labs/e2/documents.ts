// The documents that a candidate reads: their source text, tables filled in.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Language } from "./language.ts";
import { TABLES } from "./tables.ts";

export const DOCUMENTS = ["dossier", "contract"] as const;
export type DocumentName = (typeof DOCUMENTS)[number];

const SLOT = /\{\{([\w-]+)\}\}/g;
const ANCHOR = /^(#{1,4}) (.+?) \{#([\w-]+)\}$/gm;

/** Markdown whose headings end in `{#anchor}`: what the renderers take. @throws Error for a table that nobody makes. */
export async function sourceOf(name: DocumentName, language: Language): Promise<string> {
  const file = fileURLToPath(new URL(`texts/${language}/${name}.md`, import.meta.url));
  const text = await readFile(file, "utf8");
  return text.replaceAll(SLOT, (_, slot: string) => {
    const make = TABLES[slot];
    if (!make) throw new Error(`${name}.md asks for {{${slot}}}, which nothing makes`);
    return make(language);
  });
}

export interface Heading {
  readonly level: number;
  readonly title: string;
  readonly anchor: string;
}

export const headingsOf = (source: string): readonly Heading[] =>
  Array.from(source.matchAll(ANCHOR), ([, marks = "", title = "", anchor = ""]) => ({
    level: marks.length,
    title,
    anchor,
  }));

/** For editors and forges, which know no `{#anchor}`. */
export const renderMarkdown = (source: string): string =>
  source.replaceAll(ANCHOR, (_, marks: string, title: string, anchor: string) => {
    return `<a id="${anchor}"></a>\n\n${marks} ${title}`;
  });
