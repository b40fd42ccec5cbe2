// Values of a view in the form that the truth has, whatever type the candidate's column is: a number is a number, an instant an
// instant, text is composed Unicode.
import { z } from "zod";
import { DERIVED_VIEWS, VIEWS } from "@atelier/contracts/views.ts";

export type ValueKind = "text" | "integer" | "date" | "instant" | "boolean";

export const ALL_VIEWS = { ...VIEWS, ...DERIVED_VIEWS };
export type AnyView = keyof typeof ALL_VIEWS;

/** The contract's columns of a view, in order. */
export function columnsOf(view: AnyView): { readonly name: string; readonly kind: ValueKind }[] {
  const shape: Record<string, z.ZodType> = ALL_VIEWS[view].shape;
  return Object.entries(shape).map(([name, type]) => ({ name, kind: kindOf(name, type) }));
}

function kindOf(name: string, type: z.ZodType): ValueKind {
  const inner = type instanceof z.ZodNullable ? type.unwrap() : type;
  if (inner instanceof z.ZodNumber) return "integer";
  if (inner instanceof z.ZodBoolean) return "boolean";
  if (name === "at" || name.endsWith("_at")) return "instant";
  return name.endsWith("_on") || name === "valid_until" ? "date" : "text";
}

/** What cannot be read as its kind stays the text that it is: it equals nothing of the truth. */
export function canonicalValue(kind: ValueKind, text: string | null): string | number | boolean | null {
  if (text === null) return null;
  switch (kind) {
    case "text":
      return text.normalize("NFC");
    case "integer":
      return /^-?\d+(\.0+)?$/.test(text.trim()) ? Number(text) : text;
    case "boolean":
      return ({ t: true, true: true, "1": true, f: false, false: false, "0": false } as const)[text] ?? text;
    case "date":
      return /^\d{4}-\d{2}-\d{2}([T ]00:00:00|$)/.test(text) ? text.slice(0, 10) : text;
    default:
      return canonicalInstant(text);
  }
}

/** "2026-03-04 13:05:00.123+00", ISO forms, and without a zone, as UTC. */
function canonicalInstant(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d+)?)\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/.exec(
    text,
  );
  if (!match) return text;
  const [, day, time, zone = "Z"] = match;
  const at = Date.parse(`${day}T${time}${/^[+-]\d{2}$/.test(zone) ? `${zone}:00` : zone}`);
  return Number.isNaN(at) ? text : new Date(at).toISOString();
}
