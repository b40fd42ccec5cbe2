// The document of circuits held against what is there, and the place where bad records are said to go.
import { z } from "zod";

const count = z.number().int().nonnegative();

export const Circuits = z.strictObject({
  /** Null: no document is declared, or it cannot be read. */
  file: z.string().nullable(),
  /** What the submission declares, and whether the document speaks of it. */
  declared: z.array(z.strictObject({ kind: z.string(), name: z.string(), isDocumented: z.boolean() })),
  /** What the document names as code, and whether it is there. */
  named: z.array(z.strictObject({ kind: z.enum(["table", "file"]), name: z.string(), exists: z.boolean() })),
  rejects: z.strictObject({
    file: z.string().nullable(),
    /** Places that the document names and that can be read. */
    places: z.array(z.string()),
    /** Bad records of the world; those found in these places, and found there with their rule. */
    expected: count,
    found: count,
    withReason: count,
    example: z.string().nullable(),
  }),
});
export type Circuits = z.infer<typeof Circuits>;

export const NO_CIRCUITS: Circuits = {
  file: null,
  declared: [],
  named: [],
  rejects: { file: null, places: [], expected: 0, found: 0, withReason: 0, example: null },
};
