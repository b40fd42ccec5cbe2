// JSON of the partner API, of XHR answers and of events, read by the contract's schemas.
import type { z } from "zod";
import { ShapeChanged } from "./extracted.ts";

/** @throws ShapeChanged naming the first path that is wrong; never a value, which may be personal. */
export function parseJson<S extends z.ZodType>(text: string, schema: S): z.output<S> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ShapeChanged("$", "no JSON");
  }
  return checkShape(json, schema);
}

/** @throws ShapeChanged */
export function checkShape<S extends z.ZodType>(json: unknown, schema: S): z.output<S> {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ShapeChanged(["$", ...(issue?.path ?? [])].join("."), issue?.code ?? "wrong");
}
