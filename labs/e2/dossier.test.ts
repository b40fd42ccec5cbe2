import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { KINDS } from "@atelier/contracts/kinds.ts";
import { rawId } from "@atelier/contracts/ids.ts";
import { QUESTIONS } from "@atelier/contracts/questions.ts";
import { RULE_IDS } from "@atelier/contracts/rules.ts";
import { ENVIRONMENT, STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { PAGE_FIGURES } from "@atelier/contracts/controls.ts";
import { STAGES } from "@atelier/contracts/submission.ts";
import { DERIVED_VIEWS, VIEWS } from "@atelier/contracts/views.ts";
import { ITEMS, SECTIONS } from "@atelier/grader/items.ts";
import { DOCUMENTS, headingsOf, renderMarkdown, sourceOf } from "./documents.ts";
import { BODIES_EXPLAINED, IDS_EXPLAINED } from "./explained/raw.ts";
import { SUBMISSION_EXPLAINED } from "./explained/submission.ts";
import { submissionFields } from "./fields.ts";
import { LANGUAGES } from "./language.ts";
import { renderHtml } from "./render-html.ts";
import { renderText } from "./render-text.ts";
import { TABLES } from "./tables.ts";

const wordsOf = (text: string) => new Set(text.match(/[\p{L}\d]{3,}/gu));

const outline = (source = "") => headingsOf(source).map(({ level, anchor }) => [level, anchor]);

const anchorsOf = async (language: (typeof LANGUAGES)[number]) => {
  const sources = await Promise.all(DOCUMENTS.map((name) => sourceOf(name, language)));
  return sources.flatMap(headingsOf).map(({ anchor }) => anchor);
};

test("every field of submission.yaml is explained in both languages, and nothing that is no field", () => {
  const paths = submissionFields().map(({ path }) => path);
  expect(Object.keys(SUBMISSION_EXPLAINED).toSorted()).toEqual(paths.toSorted());
  for (const told of Object.values(SUBMISSION_EXPLAINED)) {
    expect(told.fr.length).toBeGreaterThan(2);
    expect(told.en.length).toBeGreaterThan(2);
  }
});

test("natural ids are told as they are made", () => {
  for (const kind of KINDS) {
    const names = Object.keys(BODIES_EXPLAINED[kind]);
    const body = Object.fromEntries(names.map((name) => [name, `<${name}>`]));
    const shown = (rawId[kind] as (body: unknown) => string)({ ...body, subjects: ["<subjects[0]>"] });
    expect([kind, shown]).toEqual([kind, IDS_EXPLAINED[kind]]);
  }
});

describe.each(LANGUAGES)("in %s", (language) => {
  test("every section that a check points to has its anchor, once", async () => {
    const anchors = await anchorsOf(language);
    expect(anchors).toEqual(expect.arrayContaining([...SECTIONS]));
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  test("the contract names every variable, stage, view, column, figure and question", async () => {
    const contract = await sourceOf("contract", language);
    const columns = Object.values({ ...VIEWS, ...DERIVED_VIEWS }).flatMap(({ shape }) => Object.keys(shape));
    const names = [
      ...Object.values(ENVIRONMENT),
      ...Object.values(STAGE_ENVIRONMENT),
      ...STAGES,
      ...columns,
      ...Object.keys(PAGE_FIGURES),
    ];
    expect(names.filter((name) => !contract.includes(`\`${name}\``))).toEqual([]);
    for (const view of Object.keys(VIEWS)) expect(contract).toContain(`**lab.${view}**`);
    for (const { id } of QUESTIONS) expect(contract).toContain(`| ${id} |`);
  });

  test("the dossier tells every rule, question and item", async () => {
    const dossier = await sourceOf("dossier", language);
    expect(RULE_IDS.filter((rule) => !dossier.includes(`| \`${rule}\` |`))).toEqual([]);
    for (const { told } of QUESTIONS) expect(dossier).toContain(told[language]);
    expect(ITEMS.filter((item) => !dossier.includes(`| ${item} |`))).toEqual([]);
  });

  test.each(DOCUMENTS)("%s keeps nothing of its markup in any form", async (name) => {
    const source = await sourceOf(name, language);
    expect(renderMarkdown(source)).not.toMatch(/\{#|\{\{/);
    expect(renderHtml(source, language)).not.toMatch(/\{#|\{\{/);
    expect(renderText(source)).not.toMatch(/\{#|\{\{|<\/|\*\*|&(?:lt|quot|#39);/);
  });
});

test.each(DOCUMENTS)("the plain text of %s lacks no word", async (name) => {
  const source = await sourceOf(name, "fr");
  const told = wordsOf(renderText(source));
  expect([...wordsOf(source)].filter((word) => !told.has(word))).toEqual([]);
});

test("both languages have the same sections, in the same order", async () => {
  for (const name of DOCUMENTS) {
    const [fr, en] = await Promise.all(LANGUAGES.map((language) => sourceOf(name, language)));
    expect(outline(fr)).toEqual(outline(en));
  }
});

test("every table is in a text, and no text is short of one", async () => {
  const texts = await Promise.all(
    DOCUMENTS.map((name) => readFile(new URL(`texts/fr/${name}.md`, import.meta.url), "utf8")),
  );
  const used = new Set(Array.from(texts.join("\n").matchAll(/\{\{([\w-]+)\}\}/g), ([, slot = ""]) => slot));
  expect([...used].toSorted()).toEqual(Object.keys(TABLES).toSorted());
});
