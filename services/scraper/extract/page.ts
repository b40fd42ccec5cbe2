// Reading HTML by selectors that must, or may, be there.
import { load, type CheerioAPI } from "cheerio/slim";
import { ShapeChanged } from "./extracted.ts";

/** htmlparser2's tree: forgiving with broken markup, and 1.6 times as fast as the specification's parser. */
export const parseHtml = (html: string): CheerioAPI => load(html);

type Selection = ReturnType<CheerioAPI>;

/** Every character of the element, spaces around included. */
export const exactTextOrNull = (scope: Selection, selector: string): string | null => {
  const found = scope.find(selector).first();
  return found.length === 0 ? null : found.text();
};

/** As a browser shows it: spaces at either end belong to the markup. */
export const textOrNull = (scope: Selection, selector: string): string | null =>
  exactTextOrNull(scope, selector)?.trim() ?? null;

/** @throws ShapeChanged */
export function exactText(scope: Selection, selector: string): string {
  const text = exactTextOrNull(scope, selector);
  if (text === null) throw new ShapeChanged(selector);
  if (text.trim() === "") throw new ShapeChanged(selector, "empty");
  return text;
}

/** @throws ShapeChanged */
export const requiredText = (scope: Selection, selector: string): string => exactText(scope, selector).trim();

export const attributeOrNull = (scope: Selection, selector: string, name: string): string | null =>
  scope.find(selector).first().attr(name) ?? null;

/** @throws ShapeChanged */
export function requiredAttribute(scope: Selection, selector: string, name: string): string {
  const value = attributeOrNull(scope, selector, name);
  if (value === null || value === "") throw new ShapeChanged(`${selector}[${name}]`);
  return value;
}
