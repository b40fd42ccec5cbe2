// Lengths in percents of a picture, by d3's linear scale.
import { scaleLinear } from "d3-scale";

export type Percents = (value: number) => number;

/** @param full what fills the whole */
export function percents(full: number): Percents {
  const scale = scaleLinear().domain([0, full]).range([0, 100]).clamp(true);
  return (value) => Number(scale(value).toFixed(3));
}

/** The largest of some values; 1 where there is none above 0, so that it can be divided by. */
export const largest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0) || 1;
