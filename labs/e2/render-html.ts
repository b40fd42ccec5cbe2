// A document as one page of HTML: for screens, screen readers, large print, the dark and paper.
import { Marked } from "marked";
import { headingsOf, type Heading } from "./documents.ts";
import type { Language } from "./language.ts";

const WORDS = {
  skip: { fr: "Aller au texte", en: "Skip to the text" },
  contents: { fr: "Sommaire", en: "Contents" },
} as const;

const ANCHORED = /^(.*?) \{#([\w-]+)\}$/s;

/** Relative lengths only, so that large print reflows; nothing is fetched from anywhere. */
const STYLE = `
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--line:#767676;--link:#0b4f9e;--shade:#f2f2f2}
@media (prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#161616;--line:#9a9a9a;--link:#9ecbff;--shade:#262626}}
body{font:1rem/1.6 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:52rem;margin:auto;padding:1rem;overflow-wrap:break-word}
a{color:var(--link)}a:focus-visible,[tabindex]:focus-visible{outline:.2rem solid var(--link);outline-offset:.15rem}
.skip{position:absolute;left:-99rem}.skip:focus{position:static}
h1,h2,h3,h4{line-height:1.25}h2{margin-top:2.5rem;border-top:1px solid var(--line);padding-top:1rem}
.wide{overflow-x:auto}table{border-collapse:collapse;margin:1rem 0}
th,td{border:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top}th{background:var(--shade)}
code,pre{font:.92em/1.5 ui-monospace,monospace}code{background:var(--shade);overflow-wrap:anywhere}
pre{background:var(--shade);padding:.8rem;overflow-x:auto}
@media print{:root{color-scheme:light;--ink:#000;--paper:#fff;--line:#767676;--link:#000;--shade:#f2f2f2}body{max-width:none;font-size:10pt}nav,.skip{display:none}h2,h3{break-after:avoid}tr{break-inside:avoid}.wide{overflow:visible}a{color:inherit;text-decoration:none}}
`;

const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

export function renderHtml(source: string, language: Language): string {
  const headings = headingsOf(source);
  const title = headings[0]?.title ?? "";
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#text">${WORDS.skip[language]}</a>
<nav aria-label="${WORDS.contents[language]}"><h2>${WORDS.contents[language]}</h2>${contents(headings)}</nav>
<main id="text">
${markedFor(language).parse(source, { async: false })}</main>
</body>
</html>
`;
}

/** Chapters and what they hold: headings of level 2. */
function contents(headings: readonly Heading[]): string {
  const entries = headings
    .filter(({ level }) => level === 2)
    .map(({ title, anchor }) => `<li><a href="#${anchor}">${escapeHtml(title)}</a></li>`);
  return `<ul>${entries.join("")}</ul>`;
}

function markedFor(language: Language): Marked {
  let tables = 0;
  let examples = 0;
  return new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const [, text = "", anchor = ""] = ANCHORED.exec(this.parser.parseInline(tokens)) ?? [];
        return `<h${depth} id="${anchor}">${text}</h${depth}>\n`;
      },
      code({ text }) {
        examples += 1;
        const label = `${{ fr: "Exemple", en: "Example" }[language]} ${examples}`;
        return `<pre role="region" tabindex="0" aria-label="${label}"><code>${escapeHtml(text)}</code></pre>\n`;
      },
      table(token) {
        const head = token.header
          .map(({ text, tokens }) =>
            text === "" ? "<td></td>" : `<th scope="col">${this.parser.parseInline(tokens)}</th>`,
          )
          .join("");
        const rows = token.rows.map((row) => {
          const cells = row.map(({ tokens }, at) => {
            const inner = this.parser.parseInline(tokens);
            return at === 0 ? `<th scope="row">${inner}</th>` : `<td>${inner}</td>`;
          });
          return `<tr>${cells.join("")}</tr>`;
        });
        const names = token.header.map(({ text }) => text.replaceAll("`", "")).filter((name) => name !== "");
        tables += 1;
        // A region that scrolls must be reached by the keyboard.
        return `<div class="wide" role="region" tabindex="0" aria-label="${tableLabel(language, tables, names)}"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("\n")}</tbody></table></div>\n`;
      },
    },
  });
}

/** Numbered: several tables have the same columns, and each is a place to go to. */
const tableLabel = (language: Language, number: number, names: readonly string[]): string =>
  escapeHtml(`${{ fr: "Tableau", en: "Table" }[language]} ${number} : ${names.join(", ")}`);
