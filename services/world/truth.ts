// What the world knows and a candidate must find.
import type { DecoyGroup } from "./review-plan.ts";
import type { Kind, SourceId } from "@atelier/contracts/kinds.ts";
import type { RuleId } from "@atelier/contracts/rules.ts";
import type { ViewName, ViewRow } from "@atelier/contracts/views.ts";
import type { RawId } from "./truth-ids.ts";

/** One injected defect, and what must become of it. */
export interface DefectInstance {
  readonly rule: RuleId;
  readonly source: SourceId;
  readonly kind: Kind;
  /** The natural id of the damaged record (`rawId` of contracts), or `<file>#<line>` for a line without one. */
  readonly id: string;
  /** Where the outcome shows, and what it must be there. */
  readonly outcome:
    | {
        readonly type: "repaired";
        readonly view: ViewName | "mongo.reviews";
        /** Key columns of the row. */
        readonly key: Readonly<Record<string, unknown>>;
        /** Columns and the value each must have ({} when the row's presence, once, is the proof). */
        readonly values: Readonly<Record<string, unknown>>;
      }
    | { readonly type: "rejected"; readonly pointer: string };
}

export interface CanaryPerson {
  /** Strings that must occur nowhere: name, e-mails, phones, address, account. */
  readonly traces: readonly string[];
}

export interface FraudFact {
  readonly reviewId: string;
  readonly fraudulent: boolean;
  /** Of an honest review that looks like fraud: why it does. */
  readonly decoy: DecoyGroup | null;
  readonly ring: string | null;
}

/** Expected content, at a tick. Pseudonyms are computed with the run's key, independently of the contract's code. */
export interface Truth {
  /**
   * Per source, the unique raw ids that the raw layer must hold at this tick (records of forgotten persons are gone,
   * their orders stay without them), plus the lines that the scraper itself must reject.
   */
  readonly sources: Readonly<Record<SourceId, number>>;
  /** Every raw record that the sources have given up to this tick, once. Those that are not `gone` are what `sources` counts. */
  rawIds(): Iterable<RawId>;
  rows<V extends ViewName>(view: V): Iterable<ViewRow<V>>;
  /** Review id → text (null when it has none), as MongoDB must hold it. */
  reviewTexts(): Iterable<{ readonly reviewId: string; readonly text: string | null }>;
  /** Text that must be found in the PDFs. */
  documentTexts(): Iterable<{ readonly fileId: string; readonly includes: readonly string[] }>;
  defects(): Iterable<DefectInstance>;
  fraud(): Iterable<FraudFact>;
  canaries(): Iterable<CanaryPerson>;
  /** Pseudonyms of persons who must be in no store (objectors, and persons erased up to this tick). */
  forgotten(): Iterable<string>;
}
