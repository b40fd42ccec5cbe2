// The frame of every page.
// In `html`, a value is escaped unless its placeholder follows an exclamation mark: never write French "!" before one.
import { html } from "ghtml";
import type { Assets } from "../assets.ts";
import { LANGUAGES, type Catalogue, type Language } from "../language.ts";

export interface Site {
  readonly assets: Assets;
  readonly catalogue: Catalogue;
}

export interface PageParts {
  readonly language: Language;
  /** Of the page, below its language: "" or "/login". */
  readonly path: string;
  readonly title: string;
  /** HTML. */
  readonly main: string;
  /** HTML: links to the parts of the page. */
  readonly contents?: string;
  readonly isSignedIn: boolean;
  /** What the script does: keep the figures current, or look whether the page can be had again. */
  readonly script?: "live" | "retry";
}

export function layout(site: Site, parts: PageParts): string {
  const { assets, catalogue } = site;
  const { language, path, title, main, contents = "", isSignedIn, script } = parts;
  const { t } = catalogue[language];
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${t("brand")}</title>
        <link rel="icon" href="${assets.icon.path}" type="image/svg+xml" />
        <link rel="preload" href="${assets.serif.path}" as="font" type="font/woff2" crossorigin />
        <link rel="stylesheet" href="${assets.style.path}" />
        !${script ? html`<script src="${assets.script.path}" defer></script>` : ""}
      </head>
      <body !${script ? html`data-script="${script}"` : ""}>
        <a class="skip" href="#main">${t("skip")}</a>
        <header class="top">
          <a class="brand" href="/${language}">${t("brand")}</a>
          <nav aria-label="${t("languages")}">
            <ul>
              !${LANGUAGES.map((one) => languageLink(site, one, one === language, path))}
            </ul>
          </nav>
          !${
            isSignedIn
              ? html`<form method="post" action="/${language}/logout">
                  <button type="submit">${t("signOut")}</button>
                </form>`
              : ""
          }
        </header>
        !${contents}
        <main id="main" tabindex="-1">!${main}</main>
        <footer>
          <p>${t("footer.figures")}</p>
          <p>${t("footer.persons")}</p>
          <p><a href="/${language}/accessibility">${t("footer.accessibility")}</a></p>
        </footer>
      </body>
    </html> `;
}

function languageLink({ catalogue }: Site, language: Language, isCurrent: boolean, path: string): string {
  const name = catalogue[language].t("languageName");
  return html`<li>
    <a
      href="/${language}${path}"
      lang="${language}"
      hreflang="${language}"
      !${isCurrent ? `aria-current="true"` : ""}
      >${name}</a
    >
  </li>`;
}
