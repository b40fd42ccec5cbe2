// Standing columns over an axis of equal steps: many with a scale at their side, or a few with their number on top.
import { scaleBand, scaleLinear, type ScaleLinear } from "d3-scale";
import { html } from "ghtml";
import { largest } from "./percents.ts";

export interface Column {
  readonly key: string;
  readonly value: number;
  /** What is written under it; most have nothing. */
  readonly tick?: string;
}

export const COLUMNS_REM = 15;
/** Percents of the height: where the columns begin and end; ticks are written below. */
const TOP = 8;
const BOTTOM = 88;
const GRID_LINES = 3;
/** Percents of the width that the numbers of the scale take. */
const SCALE = 10;

type Write = (value: number) => string;

/** @param write shows a number */
export function columnsWithScale(columns: readonly Column[], write: Write): string {
  const y = heights(columns).nice(GRID_LINES);
  const values = y.ticks(GRID_LINES).filter((value) => Number.isInteger(value));
  const lines = values.map((value) => {
    const at = round(y(value));
    return html`<line class="grid" x1="0" x2="100%" y1="${at}%" y2="${at}%" /><text
        class="axis"
        x="0"
        y="${at - 1.5}%"
        >${write(value)}</text
      >`;
  });
  return html`!${lines}!${columnsIn(columns, y, () => "", SCALE)}`;
}

/** @param write shows a number */
export function columnsWithNumbers(columns: readonly Column[], write: Write): string {
  return columnsIn(columns, heights(columns), write, 0);
}

const heights = (columns: readonly Column[]): ScaleLinear<number, number> =>
  scaleLinear([0, largest(columns.map(({ value }) => value))], [BOTTOM, TOP]);

function columnsIn(
  columns: readonly Column[],
  y: ScaleLinear<number, number>,
  write: Write,
  from: number,
): string {
  const x = scaleBand(
    columns.map(({ key }) => key),
    [from, 100],
  ).paddingInner(0.25);
  const width = round(x.bandwidth());
  return columns
    .map(({ key, value, tick = "" }) => {
      const left = round(x(key) ?? 0);
      const top = round(y(value));
      return html`<rect
          class="bar"
          x="${left}%"
          y="${top}%"
          width="${width}%"
          height="${round(BOTTOM - top)}%"
        /><text class="above" x="${round(left + width / 2)}%" y="${top - 2}%">${write(value)}</text
        ><text class="axis" x="${left}%" y="98%">${tick}</text>`;
    })
    .join("");
}

const round = (value: number): number => Number(value.toFixed(3));
