// Reading HTML by selectors that must, or may, be there. Cheerio parses; its own selector engine looks, with every
// selector compiled once instead of at each look, which halves the work of a page.
import { load } from "cheerio/slim";
import { compile, selectAll, selectOne } from "css-select";
import type { AnyNode, Document, Element } from "domhandler";
import { textContent } from "domutils";
import { ShapeChanged } from "./extracted.ts";

export type { Element };
type Scope = Document | Element;
type Query = ReturnType<typeof compile<AnyNode, Element>>;

/** htmlparser2's tree: forgiving with broken markup, and faster than the specification's parser. */
export function parseHtml(html: string): Document {
  const [document] = load(html).root().get();
  if (!document) throw new Error("a parsed page has no root");
  return document;
}

const compiled = new Map<string, Query>();

function queryOf(selector: string): Query {
  const known = compiled.get(selector);
  if (known) return known;
  const query: Query = compile(selector);
  compiled.set(selector, query);
  return query;
}

export const elementOrNull = (scope: Scope, selector: string): Element | null =>
  selectOne<AnyNode, Element>(queryOf(selector), scope);

export const elements = (scope: Scope, selector: string): Element[] =>
  selectAll<AnyNode, Element>(queryOf(selector), scope);

/** @throws ShapeChanged */
export function requiredElement(scope: Scope, selector: string): Element {
  const found = elementOrNull(scope, selector);
  if (found === null) throw new ShapeChanged(selector);
  return found;
}

/** Every character of the element, spaces around included. @throws ShapeChanged */
export const exactText = (scope: Scope, selector: string): string =>
  textContent(requiredElement(scope, selector));

/** As a browser shows it: spaces at either end belong to the markup. */
export function textOrNull(scope: Scope, selector: string): string | null {
  const found = elementOrNull(scope, selector);
  return found === null ? null : textContent(found).trim();
}

/** @throws ShapeChanged when it is absent or empty */
export function requiredText(scope: Scope, selector: string): string {
  const text = exactText(scope, selector).trim();
  if (text === "") throw new ShapeChanged(selector, "empty");
  return text;
}

/** @throws ShapeChanged when it is absent or empty */
export function requiredAttribute(element: Element, name: string, selector: string): string {
  const value = element.attribs[name];
  if (value === undefined || value === "") throw new ShapeChanged(`${selector}[${name}]`);
  return value;
}
