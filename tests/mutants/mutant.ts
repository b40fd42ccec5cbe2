// A mutant: a right submission with one deliberate fault, and what a fair grader must make of it. Expectations are written
// down before the mutant has ever been run.
import type { Submission } from "@atelier/contracts/submission.ts";
import type { ItemId, Section } from "@atelier/grader/items.ts";
import type { Part } from "@atelier/grader/observations.ts";

/** One small change. */
export type Change =
  /** Of a file of the submission: `find` occurs exactly once. */
  | { readonly type: "file"; readonly path: string; readonly find: string; readonly replace: string }
  | { readonly type: "remove"; readonly path: string }
  | { readonly type: "add"; readonly path: string; readonly text: string }
  /** Of what its load has left: run as the database's owner. */
  | { readonly type: "sql"; readonly statements: readonly string[] }
  /** Of what submission.yaml says, by top-level field. */
  | { readonly type: "declare"; readonly fields: Partial<Submission> }
  /** Of the graph, in place: `undo` brings back exactly what was there. */
  | { readonly type: "cypher"; readonly statements: readonly string[]; readonly undo: readonly string[] }
  | {
      readonly type: "mongo";
      readonly collection: string;
      readonly filter: Readonly<Record<string, unknown>>;
      /** An update, or `delete`. */
      readonly update: Readonly<Record<string, unknown>> | "delete";
      /** All documents of the filter, or every second by id. */
      readonly every?: 1 | 2;
    };

export interface Mutant {
  readonly id: string;
  /** The submission that is changed. */
  readonly of: "reference" | "python-complete";
  /**
   * What must be done again to see the fault: `stores` is judged from a snapshot of loaded stores; of a grade, `phases` are run
   * and the others stand as the right submission's were; `whole` is a grade from the start.
   */
  readonly reach: "stores" | "phases" | "whole";
  /** Parts that the fault can reach. What files say is always read. */
  readonly phases?: readonly Part[];
  readonly fault: string;
  readonly changes: readonly Change[];
  /** Items of which at least one check must lose marks: all of these. */
  readonly costs: readonly ItemId[];
  /** Items that may lose marks for the same reason; every other stays where it was. */
  readonly touches?: readonly ItemId[];
  /** A half-right work: what is left of the item's machine share, from and to. */
  readonly leaves?: { readonly item: ItemId; readonly from: number; readonly to: number };
  /** Words that the candidate's report must have, in English. */
  readonly says: RegExp;
  /** Where the report must send to. */
  readonly section: Section;
}

/** The same work, otherwise done: no mark may move. */
export interface NeutralVariant {
  readonly id: string;
  readonly of: Mutant["of"];
  readonly reach: Mutant["reach"];
  readonly phases?: readonly Part[];
  readonly difference: string;
  readonly changes: readonly Change[];
  /** Graded on half of the machine's processors. */
  readonly processors?: "half";
}
