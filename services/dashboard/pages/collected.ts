// What was collected, over time and by kind of product.
import { html } from "ghtml";
import { barsHeight, barsPicture } from "../charts/bars.ts";
import { COLUMNS_REM, columnsWithScale } from "../charts/columns.ts";
import { chart } from "../charts/frame.ts";
import type { Figures } from "../figures.ts";
import type { Words } from "../language.ts";
import { cell, figureList } from "./figure.ts";

const MONTHS_A_TICK = 6;

export function collectedSection(words: Words, figures: Figures): string {
  return html`!${figureList(words, figures, [
    "rows-reviews",
    "rows-products",
    "sellers",
    "rows-orders",
    "rows-customers",
    "prices",
    "certifications",
    "files",
  ])}
  !${monthsChart(words, figures)} !${categoriesChart(words, figures)}`;
}

function monthsChart(words: Words, { series }: Figures): string {
  const months = series.months.toReversed();
  const columns = months.map(({ month, reviews }, at) => ({
    key: month,
    value: reviews,
    ...(at % MONTHS_A_TICK === 0 && { tick: words.month(month, "short") }),
  }));
  return chart(words, {
    name: "months",
    columns: [words.t("column.month"), words.t("column.reviews")],
    rows: months.map(
      ({ month, reviews }) =>
        html`<tr>
          <th scope="row">${words.month(month, "long")}</th>
          !${cell(words, reviews)}
        </tr>`,
    ),
    picture: columnsWithScale(columns, words.number),
    height: COLUMNS_REM,
  });
}

function categoriesChart(words: Words, { series }: Figures): string {
  const bars = series.categories.map(({ category, reviews }) => ({
    label: words.nameOf(`category.${category}`, category),
    shown: words.number(reviews),
    value: reviews,
  }));
  return chart(words, {
    name: "categories",
    columns: [words.t("column.category"), words.t("column.products"), words.t("column.reviews")],
    rows: series.categories.map(
      ({ category, products, reviews }) =>
        html`<tr>
          <th scope="row">${words.nameOf(`category.${category}`, category)}</th>
          !${cell(words, products)}!${cell(words, reviews)}
        </tr>`,
    ),
    picture: barsPicture("categories", bars),
    height: barsHeight(bars),
  });
}
