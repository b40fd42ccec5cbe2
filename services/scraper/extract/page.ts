// Reading HTML by selectors that must, or may, be there.
import { load, type CheerioAPI } from "cheerio/slim";
import { ShapeChanged } from "./extracted.ts";

/** htmlparser2's tree: forgiving with broken markup, and 1.6 times as fast as the specification's parser. */
export const parseHtml = (html: string): CheerioAPI => load(html);

type Selection = ReturnType<CheerioAPI>;

export const textOrNull = (scope: Selection, selector: string): string | null => {
  const found = scope.find(selector).first();
  return found.length === 0 ? null : found.text();
};

/** @throws ShapeChanged */
export function requiredText(scope: Selection, selector: string): string {
  const text = textOrNull(scope, selector);
  if (text === null) throw new ShapeChanged(selector);
  if (text.trim() === "") throw new ShapeChanged(selector, "empty");
  return text;
}

export const attributeOrNull = (scope: Selection, selector: string, name: string): string | null =>
  scope.find(selector).first().attr(name) ?? null;

/** @throws ShapeChanged */
export function requiredAttribute(scope: Selection, selector: string, name: string): string {
  const value = attributeOrNull(scope, selector, name);
  if (value === null || value === "") throw new ShapeChanged(`${selector}[${name}]`);
  return value;
}
