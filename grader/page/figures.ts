// Figures of quality: what the truth says they are, and what a page shows.
import { PAGE_FIGURES, type PageFigure } from "@atelier/contracts/controls.ts";
import type { Truth } from "@atelier/world/truth.ts";
import type { ReadFigure } from "../observations/page.ts";
import { readable } from "../text/readable.ts";
import type { z } from "zod";

const NAMES = Object.keys(PAGE_FIGURES) as PageFigure[];
const SHOWN = 80;

const count = <T>(rows: Iterable<T>, isCounted: (row: T) => boolean = () => true) => {
  let counted = 0;
  for (const row of rows) if (isCounted(row)) counted += 1;
  return counted;
};

export function figuresOf(truth: Truth): Record<PageFigure, number> {
  return {
    "rows-products": count(truth.rows("products")),
    "rows-reviews": count(truth.rows("reviews")),
    "rows-orders": count(truth.rows("orders")),
    "rows-customers": count(truth.rows("customers")),
    rejects: count(truth.rows("rejects")),
    "products-without-quantity": count(truth.rows("products"), (row) => row.net_quantity === null),
    "products-without-image": count(truth.rows("products"), (row) => row.image_file_id === null),
    "reviews-without-text": count(truth.reviewTexts(), ({ text }) => text === null),
    "customers-without-phone": count(truth.rows("customers"), (row) => row.phone_key === null),
  };
}

/** A number as a page writes it: digits, spaces of any kind or commas between thousands. Null for anything else. */
export function parseFigure(text: string): number | null {
  const digits = text.trim().replaceAll(/[\s\u00A0\u202F\u2009]/g, "");
  if (/^\d{1,12}$/.test(digits)) return Number(digits);
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(digits)) return Number(digits.replaceAll(/[.,]/g, ""));
  return null;
}

/** @param shown texts by figure, as the page has them */
export function readFigures(
  expected: Readonly<Record<PageFigure, number>>,
  shown: Readonly<Partial<Record<string, string>>>,
): z.infer<typeof ReadFigure>[] {
  return NAMES.map((name) => {
    const text = shown[name];
    return {
      name,
      expected: expected[name],
      shown: text === undefined ? null : readable(text).slice(0, SHOWN),
      value: text === undefined ? null : parseFigure(text),
    };
  });
}

export const isRight = ({ value, expected }: z.infer<typeof ReadFigure>): boolean => value === expected;
