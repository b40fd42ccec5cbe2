// One item in the HTML report: its marks, its checks with their evidence folded, the jury's grid.
// In `html`, a value is escaped unless its placeholder follows an exclamation mark: never write French "!" before one.
import { html } from "ghtml";
import type { JudgedCheck, JudgedItem, ShownEvidence } from "../sheet.ts";
import { ITEM_WORDS, label, OUTCOME_WORDS, percent, WORDS, type Language } from "./words.ts";

export function itemArticle(item: JudgedItem, checks: readonly JudgedCheck[], language: Language): string {
  const { id, title, reference, state, share, machine, jury } = item;
  const parts = [
    ...(machine.part > 0 ? [layer("machine", machine, language)] : []),
    ...(jury.part > 0 ? [layer("jury", jury, language)] : []),
  ];
  const own = checks.filter((check) => check.item === id);
  return html`<article aria-labelledby="h-${id}">
    <h3 id="h-${id}">${id} · ${title[language]}</h3>
    <p>
      <strong class="number"
        >${state === "graded" ? percent(share, language) : ITEM_WORDS[state][language]}</strong
      >
      <span class="marks">· ${parts.join(" · ")} · ${reference[language]}</span>
    </p>
    !${
      own.length > 0
        ? html`<ul class="checks">
            !${own.map((check) => checkEntry(check, language))}
          </ul>`
        : ""
    }
    !${juryGrid(item, language)}
  </article>`;
}

function layer(
  name: "machine" | "jury",
  { part, share }: { part: number; share: number | null },
  language: Language,
): string {
  const told = `${WORDS[name][language]} (${percent(part, language)} ${WORDS.partOfMark[language]})`;
  return `${label(told, language)}${percent(share, language)}`;
}

function checkEntry(check: JudgedCheck, language: Language): string {
  const { id, title, outcome, share, level, because, evidence } = check;
  const isFault = outcome === "failed" || outcome === "partial";
  const mark = outcome === "partial" ? ` (${percent(share, language)})` : "";
  return html`<li>
    <span class="outcome ${outcome}">${OUTCOME_WORDS[outcome][language]}${mark}</span> · ${title[language]}
    <span class="id">${id}${level === "excellence" ? ` · ${WORDS.excellence[language]}` : ""}</span>
    !${
      because.length > 0 ? html`<p>${label(WORDS.because[language], language)}${because.join(", ")}</p>` : ""
    }
    !${
      evidence.length > 0 || isFault
        ? html`<details>
            <summary>${WORDS.evidence[language]} (${id})</summary>
            !${evidence.map((one) => evidenceList(one, language))} !${isFault ? advice(check, language) : ""}
          </details>`
        : ""
    }
  </li>`;
}

type Row = readonly [keyof typeof WORDS, string];

function evidenceList(evidence: ShownEvidence, language: Language): string {
  const { expected, actual, where, why, example, truth } = evidence;
  const rows: readonly Row[] = [
    ["expected", expected[language]],
    ["actual", actual[language]],
    ["where", where],
    ...(why ? [["why", why[language]] as const] : []),
    ...(example === undefined ? [] : [["example", example] as const]),
    ...(truth ? [["truth", truth.join("\n")] as const] : []),
  ];
  return html`<div class="evidence">!${definitions(rows, language)}</div>`;
}

function advice({ why, hints, section }: JudgedCheck, language: Language): string {
  const rows: readonly Row[] = [
    ["why", why[language]],
    ["hintFirst", hints[0][language]],
    ["hintSecond", hints[1][language]],
    ["section", section],
  ];
  return html`<div class="evidence">!${definitions(rows, language)}</div>`;
}

function definitions(rows: readonly Row[], language: Language): string {
  return html`<dl>
    !${rows.map(
      ([key, value]) =>
        html`<dt>${WORDS[key][language]}</dt>
          <dd><bdi>${value}</bdi></dd>`,
    )}
  </dl>`;
}

function juryGrid({ id, jury }: JudgedItem, language: Language): string {
  if (jury.part === 0) return "";
  const given = jury.mark?.mark;
  return html`<details>
    <summary>${WORDS.grid[language]} (${id})</summary>
    <p>${label(WORDS.looksAt[language], language)}${jury.looksAt[language]}</p>
    <table class="grid">
      <thead>
        <tr>
          <th scope="col">${WORDS.mark[language]}</th>
          <th scope="col">${MEANING[language]}</th>
        </tr>
      </thead>
      <tbody>
        !${jury.grid.map(
          (level, mark) =>
            html`<tr>
              <th scope="row">${mark}${mark === given ? ` (${GIVEN[language]})` : ""}</th>
              <td class="${mark === given ? "given" : ""}">${level[language]}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    !${
      jury.mark?.comment === undefined
        ? ""
        : html`<p>${label(WORDS.comment[language], language)}<bdi>${jury.mark.comment}</bdi></p>`
    }
  </details>`;
}

const MEANING = { fr: "Ce que cela veut dire", en: "What it means" };
const GIVEN = { fr: "donnée", en: "given" };
