// One figure as HTML. Its `value` is what the store said, its text what people read.
import { html } from "ghtml";
import type { FigureName, Figures } from "../figures.ts";
import type { Words } from "../language.ts";

const FORMATS = {
  count: (words: Words, value: number) => words.number(value),
  percent: (words: Words, value: number) => words.percent(value),
  /** Three digits that count, however small. */
  measure: (words: Words, value: number) => words.number(value, { maximumSignificantDigits: 3 }),
  ratio: (words: Words, value: number) =>
    words.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  milligrams: (words: Words, value: number) => words.number(value * 1e3, { maximumSignificantDigits: 3 }),
  kilobytes: (words: Words, value: number) => words.number(value / 1e3, { maximumSignificantDigits: 3 }),
  megabytes: (words: Words, value: number) => words.number(value / 1e6, { maximumSignificantDigits: 3 }),
} as const;
export type Format = keyof typeof FORMATS;

const FORMAT_OF: Partial<Record<FigureName, Format>> = {
  completeness: "percent",
  rejectedShare: "percent",
  flaggedShare: "percent",
  quality: "ratio",
  trainingJoules: "measure",
  trainingLampSeconds: "measure",
  trainingGrams: "milligrams",
  trainingSeconds: "measure",
  predictionJoules: "measure",
  trainingBytes: "megabytes",
  modelBytes: "kilobytes",
};

export function figure(words: Words, { values }: Figures, name: FigureName): string {
  const value = values[name];
  if (value === null) return html`<span data-figure="${name}">${words.t("notMeasured")}</span>`;
  const text = FORMATS[FORMAT_OF[name] ?? "count"](words, value);
  return html`<data value="${value}" data-figure="${name}">${text}</data>`;
}

/** A number of a table, with the value as the store said it. */
export const cell = (words: Words, value: number, format: Format = "count"): string =>
  html`<td class="number"><data value="${value}">${FORMATS[format](words, value)}</data></td>`;

/** A list of figures, each with its name and a sentence that says what it counts. */
export function figureList(words: Words, figures: Figures, names: readonly FigureName[]): string {
  const items = names.map(
    (name) =>
      html`<div>
        <dt>${words.t(`figure.${name}.name`)}</dt>
        <dd class="value" id="figure-${name}" data-live>
          !${figure(words, figures, name)} !${unitOf(words, name)}
        </dd>
        <dd>${words.t(`figure.${name}.says`)}</dd>
      </div>`,
  );
  return html`<dl class="figures">!${items}</dl>`;
}

function unitOf(words: Words, name: FigureName): string {
  const unit = words.nameOf(`figure.${name}.unit`, "");
  return unit === "" ? "" : html`<span class="unit">${unit}</span>`;
}
