// How good what was collected is: what is missing, what was put right or set aside and why, and how fresh it is.
import { html } from "ghtml";
import { RULES } from "@atelier/contracts/rules.ts";
import { barsHeight, barsPicture, type Bar } from "../charts/bars.ts";
import { chart, dataTable } from "../charts/frame.ts";
import type { Figures } from "../figures.ts";
import type { Words } from "../language.ts";
import { cell, figureList } from "./figure.ts";

export function qualitySection(words: Words, figures: Figures): string {
  return html`!${figureList(words, figures, [
    "completeness",
    "products-without-quantity",
    "products-without-image",
    "reviews-without-text",
    "customers-without-phone",
    "rejects",
    "rejectedShare",
    "repairs",
    "customerRecords",
    "mergedCustomers",
    "mergedProducts",
    "violations",
    "forgotten",
  ])}
  !${completenessChart(words, figures)} !${rejectsChart(words, figures)} !${repairsChart(words, figures)}
  !${freshnessTable(words, figures)} !${integrityTable(words, figures)}`;
}

const kindOf = ({ nameOf }: Words, kind: string) => nameOf(`kind.${kind}`, kind);
const ruleOf = ({ nameOf }: Words, rule: string) => nameOf(`rule.${rule}`, rule);

function completenessChart(words: Words, { series }: Figures): string {
  const fieldOf = (kind: string, field: string) => words.nameOf(`field.${kind}.${field}`, `${kind}.${field}`);
  const bars = series.completeness.map(({ kind, field, share }) => ({
    label: fieldOf(kind, field),
    shown: share === null ? words.t("notMeasured") : words.percent(share),
    value: share ?? 0,
  }));
  return chart(words, {
    name: "completeness",
    columns: [words.t("column.field"), words.t("column.present"), words.t("column.total")],
    rows: series.completeness.map(
      ({ kind, field, present, total }) =>
        html`<tr>
          <th scope="row">${fieldOf(kind, field)}</th>
          !${cell(words, present)}!${cell(words, total)}
        </tr>`,
    ),
    picture: barsPicture("completeness", bars, 1),
    height: barsHeight(bars),
  });
}

function rejectsChart(words: Words, { series }: Figures): string {
  const { rejects } = series;
  return listOf(words, "rejects", {
    bars: rejects.map(({ kind, rule, rejects: value }) => ({
      label: words.t("rejectLabel", { kind: kindOf(words, kind), rule: ruleOf(words, rule) }),
      shown: words.number(value),
      value,
    })),
    columns: [words.t("column.kind"), words.t("column.why"), words.t("column.rejects")],
    rows: rejects.map(
      ({ kind, rule, rejects: value }) =>
        html`<tr data-rule="${rule}">
          <th scope="row">${kindOf(words, kind)}</th>
          <td>${toldOf(words, rule)}</td>
          !${cell(words, value)}
        </tr>`,
    ),
  });
}

function repairsChart(words: Words, { series }: Figures): string {
  const { repairs } = series;
  return listOf(words, "repairs", {
    bars: repairs.map(({ rule, repairs: value }) => ({
      label: ruleOf(words, rule),
      shown: words.number(value),
      value,
    })),
    columns: [words.t("column.why"), words.t("column.repairs")],
    rows: repairs.map(
      ({ rule, repairs: value }) =>
        html`<tr data-rule="${rule}">
          <th scope="row">${toldOf(words, rule)}</th>
          !${cell(words, value)}
        </tr>`,
    ),
  });
}

/** A chart of bars, or a sentence where there is none to draw. */
function listOf(
  words: Words,
  name: "rejects" | "repairs",
  { bars, columns, rows }: { bars: readonly Bar[]; columns: readonly string[]; rows: readonly string[] },
): string {
  return chart(words, {
    name,
    columns,
    rows,
    picture:
      bars.length === 0
        ? html`<text x="0" y="60%">${words.t(`series.${name}.none`)}</text>`
        : barsPicture(name, bars),
    height: Math.max(barsHeight(bars), 2),
  });
}

/** The rule as the contract tells it. */
function toldOf(words: Words, rule: string): string {
  return rule in RULES ? RULES[rule as keyof typeof RULES].told[words.language] : ruleOf(words, rule);
}

function freshnessTable(words: Words, { series }: Figures): string {
  const rows = series.freshness.map(
    ({ kind, rows: count, newest }) =>
      html`<tr>
        <th scope="row">${kindOf(words, kind)}</th>
        !${cell(words, count)}
        <td class="number">!${momentOf(words, newest)}</td>
      </tr>`,
  );
  const columns = [words.t("column.kind"), words.t("column.rows"), words.t("column.newest")];
  return tableFigure(words, "freshness", columns, rows);
}

const momentOf = (words: Words, date: Date | null): string =>
  date === null
    ? html`${words.t("notMeasured")}`
    : html`<time datetime="${date.toISOString()}">${words.moment(date)}</time>`;

function integrityTable(words: Words, { series }: Figures): string {
  const rows = series.integrity.map(
    ({ name, violations, checked_at: checkedAt }) =>
      html`<tr>
        <th scope="row">${words.nameOf(`integrity.${name}`, name)}</th>
        !${cell(words, violations)}
        <td class="number">!${momentOf(words, checkedAt)}</td>
      </tr>`,
  );
  const columns = [words.t("column.check"), words.t("column.violations"), words.t("column.checkedAt")];
  return tableFigure(words, "integrity", columns, rows);
}

/** A table that is no chart's: open, with its own explanation. */
export function tableFigure(
  words: Words,
  name: "freshness" | "integrity" | "products" | "trainings",
  columns: readonly string[],
  rows: readonly string[],
): string {
  return html`<div class="chart">
    <h3>${words.t(`series.${name}.title`)}</h3>
    <p>${words.t(`series.${name}.says`)}</p>
    !${dataTable(words, name, columns, rows)}
  </div>`;
}
