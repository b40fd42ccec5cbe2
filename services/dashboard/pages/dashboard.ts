// The page itself: what was collected, its quality, what the model finds, what it costs.
import { html } from "ghtml";
import type { Figures } from "../figures.ts";
import type { Language, Words } from "../language.ts";
import { collectedSection } from "./collected.ts";
import { energySection } from "./energy.ts";
import { figure } from "./figure.ts";
import { layout, type Site } from "./layout.ts";
import { modelSection } from "./model.ts";
import { qualitySection } from "./quality.ts";
import { richText } from "./rich-text.ts";

const SECTIONS = {
  collected: collectedSection,
  quality: qualitySection,
  model: modelSection,
  energy: energySection,
} as const;
type Section = keyof typeof SECTIONS;
const NAMES = Object.keys(SECTIONS) as Section[];

const isEmpty = ({ series }: Figures): boolean => series.freshness.every(({ rows }) => rows === 0);

export function dashboardPage(site: Site, language: Language, figures: Figures, isSignedIn: boolean): string {
  const words = site.catalogue[language];
  const empty = isEmpty(figures);
  return layout(site, {
    language,
    path: "",
    title: words.t("title"),
    isSignedIn,
    script: "live",
    contents: empty ? "" : contents(words),
    // Another state is another page: the script then loads it whole.
    main: empty
      ? html`<div data-state="empty">!${nothingYet(words)} !${liveLine(words, figures)}</div>`
      : html`<div data-state="${figures.values.scored ? "scored" : "unscored"}">
          !${hero(words, figures)} !${liveLine(words, figures)}
          !${NAMES.map((name) => section(words, figures, name))}
        </div>`,
  });
}

function contents({ t }: Words): string {
  const links = NAMES.map((name) => html`<li><a href="#${name}">${t(`section.${name}.title`)}</a></li>`);
  return html`<nav class="contents" aria-label="${t("contents")}">
    <ul>
      !${links}
    </ul>
  </nav>`;
}

function hero(words: Words, figures: Figures): string {
  const value = (name: Parameters<typeof figure>[2]) => figure(words, figures, name);
  const { flagged, scored } = figures.values;
  const gaps = {
    reviews: value("rows-reviews"),
    flagged: value("flagged"),
    products: value("rows-products"),
    sellers: value("sellers"),
  };
  const key = scored ? "hero.scored" : "hero.unscored";
  return html`<div class="hero">
    <h1 id="hero" data-live>!${richText(words, key, gaps, flagged ?? 0)}</h1>
    <p id="hero-says" data-live>!${richText(words, "hero.says", gaps)}</p>
  </div>`;
}

const nothingYet = ({ t }: Words): string =>
  html`<div class="hero">
    <h1>${t("empty.title")}</h1>
    <p>${t("empty.says")}</p>
  </div>`;

/** When the figures were read; the button is shown by the script, without which nothing moves by itself. */
function liveLine(words: Words, { takenAt }: Figures): string {
  return html`<div
    class="live"
    data-changed="${words.t("live.changed")}"
    data-lost="${words.t("live.lost")}"
    data-ended="${words.t("live.ended")}"
  >
    <p>
      ${words.t("live.takenAt")}
      <time id="taken-at" data-live datetime="${takenAt.toISOString()}">${words.moment(takenAt)}</time>
    </p>
    <button type="button" id="pause" aria-pressed="false" hidden>${words.t("live.pause")}</button>
    <p role="status" id="live-status"></p>
  </div>`;
}

function section(words: Words, figures: Figures, name: Section): string {
  const number = words.number(NAMES.indexOf(name) + 1);
  return html`<section aria-labelledby="${name}" class="section">
    <div class="wall">
      <p class="number" aria-hidden="true">${number}</p>
      <h2 id="${name}">${words.t(`section.${name}.title`)}</h2>
      <p>${words.t(`section.${name}.says`)}</p>
    </div>
    <div class="exhibits">!${SECTIONS[name](words, figures)}</div>
  </section>`;
}
