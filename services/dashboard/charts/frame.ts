// The frame of a chart: what it shows in words, the picture, and the same numbers as a table.
import { html } from "ghtml";
import type { SeriesName } from "../figures.ts";
import type { Words } from "../language.ts";

export interface ChartParts {
  readonly name: SeriesName;
  /** Names of the table's columns. */
  readonly columns: readonly string[];
  /** Rows of the table, HTML: the first cell is a heading. */
  readonly rows: readonly string[];
  /** The picture's content: SVG in percents of its width and height. */
  readonly picture: string;
  /** In rem. */
  readonly height: number;
  /** HTML of what the colours and patterns mean. */
  readonly legend?: string;
}

export function chart(
  words: Words,
  { name, columns, rows, picture, height, legend = "" }: ChartParts,
): string {
  const title = words.t(`series.${name}.title`);
  return html`<figure class="chart">
    <figcaption>
      <h3 id="title-${name}">${title}</h3>
      <p id="says-${name}">${words.t(`series.${name}.says`)}</p>
    </figcaption>
    !${legend}
    <svg
      role="img"
      aria-labelledby="title-${name}"
      aria-describedby="says-${name}"
      width="100%"
      height="${height}rem"
      id="picture-${name}"
      data-live
    >
      !${picture}
    </svg>
    <details>
      <summary>${words.t("asTable")} <span class="hidden">: ${title}</span></summary>
      !${dataTable(words, name, columns, rows)}
    </details>
  </figure>`;
}

/** A table that scrolls by itself where it is wider than the screen. */
export function dataTable(
  words: Words,
  name: SeriesName,
  columns: readonly string[],
  rows: readonly string[],
): string {
  const headings = columns.map(
    (column, at) => html`<th scope="col" class="${at === 0 ? "" : "number"}">${column}</th>`,
  );
  return html`<div class="table" role="region" tabindex="0" aria-labelledby="caption-${name}">
    <table>
      <caption id="caption-${name}">
        ${words.t(`series.${name}.title`)}
      </caption>
      <thead>
        <tr>
          !${headings}
        </tr>
      </thead>
      <tbody id="rows-${name}" data-series="${name}" data-live>
        !${rows}
      </tbody>
    </table>
  </div>`;
}
