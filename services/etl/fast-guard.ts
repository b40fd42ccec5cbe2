// Validation at the speed of the log. A guard is made from a zod schema, once, and says whether a value is as the schema
// wants it; the schema itself is asked only when it is not (for the reasons) or when it holds something that no rule
// here knows. The schemas stay the only place where shapes are written.
import { Pseudonym } from "@atelier/contracts/pseudonym.ts";
import { z } from "zod";
import { isCanonicalInstant, isHexOf64 } from "./canonical-forms.ts";

export type Guard = (value: unknown) => boolean;

/** What `schema` allows without changing it: objects may have more keys than it names. */
export function guardOf(schema: z.core.$ZodType): Guard {
  if (schema === Pseudonym) return (value) => typeof value === "string" && isHexOf64(value);
  if (schema instanceof z.ZodISODateTime) {
    const others = askSchema(schema);
    return (value) => (typeof value === "string" && isCanonicalInstant(value)) || others(value);
  }
  if (schema instanceof z.ZodObject) return objectGuard(schema);
  if (hasChecks(schema)) return checkedGuard(schema);
  return plainGuard(schema);
}

function plainGuard(schema: z.core.$ZodType): Guard {
  if (schema instanceof z.ZodString) return (value) => typeof value === "string";
  if (schema instanceof z.ZodBoolean) return (value) => typeof value === "boolean";
  if (schema instanceof z.ZodUnknown) return (value) => value !== undefined;
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral) {
    const allowed: ReadonlySet<unknown> = new Set(
      schema instanceof z.ZodEnum ? schema.options : schema.values,
    );
    return (value) => allowed.has(value);
  }
  if (schema instanceof z.ZodNullable) {
    const inner = guardOf(schema.unwrap());
    return (value) => value === null || inner(value);
  }
  if (schema instanceof z.ZodOptional) {
    const inner = guardOf(schema.unwrap());
    return (value) => value === undefined || inner(value);
  }
  if (schema instanceof z.ZodArray) {
    const element = guardOf(schema.element);
    return (value) => Array.isArray(value) && value.every(element);
  }
  return askSchema(schema);
}

/** Whole numbers, whose other bounds are the schema's to judge; so is every other check. */
function checkedGuard(schema: z.core.$ZodType): Guard {
  const others = askSchema(schema);
  if (!(schema instanceof z.ZodNumber) || schema.format !== "safeint") return others;
  const least = Number(schema.minValue);
  const most = Number(schema.maxValue);
  if (least === Number.MIN_SAFE_INTEGER && most === Number.MAX_SAFE_INTEGER) return Number.isSafeInteger;
  // Strictly within the bounds, whether they belong to the allowed or not; at a bound the schema knows.
  return (value) => (Number.isSafeInteger(value) && isBetween(value as number, least, most)) || others(value);
}

const isBetween = (value: number, least: number, most: number) => value > least && value < most;

function objectGuard(schema: z.ZodObject): Guard {
  const fields = Object.entries(schema.shape).map(([name, field]) => ({ name, guard: guardOf(field) }));
  return (value) => {
    if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
    for (const { name, guard } of fields) {
      if (!guard((value as Record<string, unknown>)[name])) return false;
    }
    return true;
  };
}

function hasChecks(schema: z.core.$ZodType): boolean {
  const { _zod: internals } = schema;
  return (internals.def.checks?.length ?? 0) > 0 || "check" in internals.def;
}

const askSchema =
  (schema: z.core.$ZodType): Guard =>
  (value) =>
    z.safeParse(schema, value).success;
