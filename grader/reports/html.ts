// A sheet as one HTML file: nothing is fetched, nothing runs.
// In `html`, a value is escaped unless its placeholder follows an exclamation mark: never write French "!" before one.
import { createHash } from "node:crypto";
import { html } from "ghtml";
import type { Judged, Sheet } from "../sheet.ts";
import { sheetFor } from "./audience.ts";
import { itemArticle } from "./html-item.ts";
import { STYLE } from "./html-style.ts";
import {
  DELIVERABLE_WORDS,
  label,
  percent,
  SHEET_WORDS,
  tellDecision,
  WORDS,
  type Audience,
  type Language,
} from "./words.ts";

export interface HtmlOptions {
  readonly language: Language;
  readonly audience: Audience;
}

/** What a browser refuses, whatever a submission has managed to say. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Apart from the page, so that no formatting of it puts a space where the policy's digest has none. */
const STYLE_ELEMENT = `<style>${STYLE}</style>`;

const SKIP = { fr: "Aller au contenu", en: "Skip to the content" };
const TITLE = { fr: "Feuille de notes", en: "Marking sheet" };

export function renderHtml(whole: Sheet, { language, audience }: HtmlOptions): string {
  const sheet = sheetFor(audience, whole);
  const { judged } = sheet;
  const title = `${judged.exam.id} · ${TITLE[language]} ${judged.submission.slice(0, 12)}`;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        !${STYLE_ELEMENT}
      </head>
      <body>
        <a class="skip" href="#main">${SKIP[language]}</a>
        <header>
          <p>${judged.pack.title[language]}</p>
          <h1>${judged.exam.title[language]}</h1>
          <p class="state ${sheet.state}">${SHEET_WORDS[sheet.state][language]}</p>
          !${facts(sheet, language)}
        </header>
        <main id="main">
          !${competenceTable(judged, language)} !${deliverableTable(judged, language)}
          !${judged.competences.map(
            ({ id, title: name }) =>
              html`<section aria-labelledby="h-${id}">
                <h2 id="h-${id}">${id} · ${name[language]}</h2>
                !${judged.items
                  .filter((item) => item.id.startsWith(`${id}.`))
                  .map((item) => itemArticle(item, judged.checks, language))}
              </section>`,
          )}
          !${commandTable(sheet, language)}
        </main>
      </body>
    </html> `;
}

function facts({ judged, digest, signature, run }: Sheet, language: Language): string {
  const rows: readonly (readonly [keyof typeof WORDS, string])[] = [
    ["submission", judged.submission],
    ["secret", judged.secret],
    ["grader", `${judged.grader} · ${judged.pack.id} ${judged.pack.version}`],
    ["gradedAt", run.gradedAt],
    ["digest", digest],
    ...(signature ? [["signedBy", `${signature.by}, ${signature.at}`] as const] : []),
  ];
  return html`<dl class="facts">
      !${rows.map(
        ([key, value]) =>
          html`<dt>${WORDS[key][language]}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
    <p>${WORDS.observedOn[language]}</p>
    !${
      judged.restarts.length > 0
        ? html`<p>${WORDS.restarts[language]} ${judged.restarts.join(", ")}.</p>`
        : ""
    }
    !${
      judged.copied.files > 0
        ? html`<p>
            <strong>${label(WORDS.copied[language], language)}${judged.copied.files}</strong>
            (${judged.copied.examples.join(", ")})
          </p>`
        : ""
    }`;
}

function competenceTable({ competences, block }: Judged, language: Language): string {
  const head = (["competence", "mark", "socle", "decision"] as const).map(
    (key) => html`<th scope="col">${WORDS[key][language]}</th>`,
  );
  return html`<section aria-labelledby="h-competences">
    <h2 id="h-competences">${WORDS.competences[language]}</h2>
    <table>
      <thead>
        <tr>
          !${head}
        </tr>
      </thead>
      <tbody>
        !${competences.map(
          ({ id, title, share, socle, decision }) =>
            html`<tr>
              <th scope="row"><a href="#h-${id}">${id}</a> ${title[language]}</th>
              <td class="number">${percent(share, language)}</td>
              <td class="number">${percent(socle, language)}</td>
              <td>${tellDecision(decision, language)}</td>
            </tr>`,
        )}
        <tr>
          <th scope="row"><strong>${block.title[language]}</strong></th>
          <td class="number">${percent(block.share, language)}</td>
          <td></td>
          <td><strong>${tellDecision(block.decision, language)}</strong></td>
        </tr>
      </tbody>
    </table>
    <details>
      <summary>${WORDS.rule[language]}</summary>
      <p>${block.rule[language]}</p>
    </details>
  </section>`;
}

function deliverableTable({ deliverables }: Judged, language: Language): string {
  return html`<section aria-labelledby="h-deliverables">
    <h2 id="h-deliverables">${WORDS.deliverables[language]}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${WORDS.deliverable[language]}</th>
          <th scope="col">${WORDS.state[language]}</th>
          <th scope="col">${WORDS.file[language]}</th>
        </tr>
      </thead>
      <tbody>
        !${deliverables.map(
          ({ title, state, path = "" }) =>
            html`<tr>
              <th scope="row">${title[language]}</th>
              <td class="${state === "present" ? "passed" : "failed"}">
                ${DELIVERABLE_WORDS[state][language]}
              </td>
              <td><bdi>${path}</bdi></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function commandTable({ run }: Sheet, language: Language): string {
  if (run.commands.length === 0) return "";
  return html`<section aria-labelledby="h-commands">
    <h2 id="h-commands">${WORDS.commands[language]}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">${WORDS.command[language]}</th>
          <th scope="col">${WORDS.ending[language]}</th>
          <th scope="col">${WORDS.seconds[language]}</th>
          <th scope="col">${WORDS.lastWords[language]}</th>
        </tr>
      </thead>
      <tbody>
        !${run.commands.map(
          ({ stage, code, ended, seconds, lastWords }) =>
            html`<tr>
              <th scope="row">${stage}</th>
              <td>${ended}${code === null ? "" : ` (${code})`}</td>
              <td class="number">${Math.round(seconds)}</td>
              <td>
                !${
                  lastWords === ""
                    ? ""
                    : html`<details>
                        <summary>${WORDS.lastWords[language]} (${stage})</summary>
                        <pre dir="auto">${lastWords}</pre>
                      </details>`
                }
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
