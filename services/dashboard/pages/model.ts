// What the model finds: how many reviews it would have read again, where, and how sure it is.
import { html } from "ghtml";
import { barsHeight, barsPicture } from "../charts/bars.ts";
import { COLUMNS_REM, columnsWithNumbers } from "../charts/columns.ts";
import { chart } from "../charts/frame.ts";
import type { Figures } from "../figures.ts";
import type { Words } from "../language.ts";
import { cell, figureList } from "./figure.ts";
import { tableFigure } from "./quality.ts";

export function modelSection(words: Words, figures: Figures): string {
  if (!figures.values.scored) return html`<p class="none">${words.t("section.model.none")}</p>`;
  return html`!${figureList(words, figures, [
    "scored",
    "flagged",
    "flaggedShare",
    "labels",
    "knownFrauds",
    "knownFraudsFlagged",
    "quality",
  ])}
  !${ratingsChart(words, figures)} !${scoresChart(words, figures)} !${productsTable(words, figures)}`;
}

function ratingsChart(words: Words, { series }: Figures): string {
  const nameOf = (rating: number) => words.t("stars", { count: rating });
  const bars = series.ratings.map(({ rating, reviews, flagged }) => ({
    label: nameOf(rating),
    shown: words.t("ofWhichFlagged", { reviews: words.number(reviews), flagged: words.number(flagged) }),
    value: reviews,
    part: flagged,
  }));
  return chart(words, {
    name: "ratings",
    columns: [words.t("column.rating"), words.t("column.reviews"), words.t("column.flagged")],
    rows: series.ratings.map(
      ({ rating, reviews, flagged }) =>
        html`<tr>
          <th scope="row">${nameOf(rating)}</th>
          !${cell(words, reviews)}!${cell(words, flagged)}
        </tr>`,
    ),
    picture: barsPicture("ratings", bars),
    height: barsHeight(bars),
    legend: html`<ul class="legend">
      <li><span class="swatch plain" aria-hidden="true"></span>${words.t("legend.unflagged")}</li>
      <li><span class="swatch striped" aria-hidden="true"></span>${words.t("legend.flagged")}</li>
    </ul>`,
  });
}

const TENTHS_A_TICK = 2;

function scoresChart(words: Words, { series }: Figures): string {
  const edge = (bucket: number) => words.number(bucket / 10, { style: "percent" });
  const columns = series.scores.map(({ bucket, reviews }) => ({
    key: String(bucket),
    value: reviews,
    ...(bucket % TENTHS_A_TICK === 0 && { tick: edge(bucket) }),
  }));
  return chart(words, {
    name: "scores",
    columns: [words.t("column.score"), words.t("column.reviews")],
    rows: series.scores.map(
      ({ bucket, reviews }) =>
        html`<tr>
          <th scope="row">${words.t("between", { from: edge(bucket), to: edge(bucket + 1) })}</th>
          !${cell(words, reviews)}
        </tr>`,
    ),
    picture: columnsWithNumbers(columns, words.number),
    height: COLUMNS_REM,
  });
}

function productsTable(words: Words, { series }: Figures): string {
  const rows = series.products.map(
    ({ name, reviews, flagged }) =>
      html`<tr>
        <th scope="row" lang="fr">${name}</th>
        !${cell(words, reviews)}!${cell(words, flagged)}
      </tr>`,
  );
  const columns = [words.t("column.product"), words.t("column.reviews"), words.t("column.flagged")];
  return tableFigure(words, "products", columns, rows);
}
