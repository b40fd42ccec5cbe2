// Lying bars, each under its name and its number: readable at any width, since nothing stands beside a bar.
import { html } from "ghtml";
import { largest, percents, type Percents } from "./percents.ts";

export interface Bar {
  readonly label: string;
  /** What is written at the right end. */
  readonly shown: string;
  readonly value: number;
  /** A part of the value that is set off by a pattern. */
  readonly part?: number;
}

const ROW_REM = 2.75;
/** What stands beside a number on the narrowest screen; the table has the whole name. */
const MOST_LETTERS = 34;
export const barsHeight = (bars: readonly Bar[]): number => bars.length * ROW_REM;

/** @param full the value of a bar that fills the width; by default the largest one */
export function barsPicture(
  id: string,
  bars: readonly Bar[],
  full = largest(bars.map(({ value }) => value)),
): string {
  const x = percents(full);
  const row = 100 / bars.length;
  return html`!${hatch(id)}!${bars.map((bar, at) => barAt(id, bar, at * row, row, x))}`;
}

function barAt(
  id: string,
  { label, shown, value, part }: Bar,
  top: number,
  row: number,
  x: Percents,
): string {
  const y = top + row * 0.55;
  const height = row * 0.24;
  const marked =
    part === undefined
      ? ""
      : html`<rect
          class="part"
          fill="url(#hatch-${id})"
          x="0"
          y="${y}%"
          width="${x(part)}%"
          height="${height}%"
        />`;
  return html`<text x="0" y="${top + row * 0.4}%">${shorten(label)}</text>
    <text class="end" x="100%" y="${top + row * 0.4}%">${shown}</text>
    <rect class="track" x="0" y="${y}%" width="100%" height="${height}%" />
    <rect class="bar" x="0" y="${y}%" width="${x(value)}%" height="${height}%" />!${marked}`;
}

const shorten = (label: string): string =>
  label.length > MOST_LETTERS ? `${label.slice(0, MOST_LETTERS - 1)}…` : label;

/** Stripes, so that the part is told from the rest without its colour. */
function hatch(id: string): string {
  return html`<defs>
    <pattern
      id="hatch-${id}"
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect class="hatch-ground" width="6" height="6" />
      <rect class="hatch-line" width="3" height="6" />
    </pattern>
  </defs>`;
}
