// What loaders must do with clean records, in memory and in the plainest way: natural keys, versions, the ledger of the
// forgotten. Copies are counted only so that a rule which merges them can be switched off.
import type { CleanBody, CleanRecord, DeadLetter } from "@atelier/contracts/clean.ts";
import type { Kind } from "@atelier/contracts/kinds.ts";
import type { RawBody, RawRecord } from "@atelier/contracts/raw.ts";
import type { RuleSet } from "@atelier/contracts/rules.ts";

export interface Held<K extends Kind = Kind> {
  readonly record: CleanRecord;
  readonly body: CleanBody<K>;
  /** How often this very version came from its source. */
  readonly copies: number;
}

export interface Tables {
  readonly raw: ReadonlyMap<string, RawRecord>;
  readonly dead: ReadonlyMap<string, DeadLetter>;
  rows<K extends Kind>(kind: K): Held<K>[];
  keepRaw(raw: RawRecord): void;
  keepClean(record: CleanRecord): void;
  keepDead(letter: DeadLetter): void;
  /** One that the collector left out because its author is forgotten. */
  forgetReview(id: string): void;
}

export function createTables(rules: RuleSet): Tables {
  const raw = new Map<string, RawRecord>();
  const dead = new Map<string, DeadLetter>();
  const held = new Map<Kind, Map<string, Held>>();
  const forgotten = new Set<string>();
  const forgottenReviews = new Set<string>();
  const isForgotten = (subjects: readonly string[]) => subjects.some((one) => forgotten.has(one));
  const table = (kind: Kind) => held.get(kind) ?? held.set(kind, new Map()).get(kind)!;

  function forget(subjects: readonly string[]): void {
    for (const subject of subjects) forgotten.add(subject);
    for (const [key, record] of raw) {
      if (!isForgotten(record.subjects)) continue;
      if (record.kind === "reviews") forgottenReviews.add(record.id);
      if (record.kind === "orders") raw.set(key, anonymousRaw(record));
      else raw.delete(key);
    }
    for (const [key, letter] of dead) if (isForgotten(letter.subjects)) dead.delete(key);
    for (const [kind, rows] of held) {
      for (const [key, row] of rows) {
        if (!isForgotten(row.record.subjects)) continue;
        if (kind === "orders") rows.set(key, anonymous(row));
        else rows.delete(key);
      }
    }
    for (const id of forgottenReviews) forgetLabel(id);
  }

  function forgetLabel(reviewId: string): void {
    table("labels").delete(reviewId);
    raw.delete(`labels:${reviewId}:0`);
  }

  return {
    raw,
    dead,
    rows: <K extends Kind>(kind: K) => [...table(kind).values()] as Held<K>[],
    keepRaw(record) {
      if (record.kind === "erasures") {
        const { reason, at } = record.body as RawBody<"erasures">;
        raw.set(`erasures:${record.id}`, { ...record, subjects: [], body: { reason, at } });
        return;
      }
      if (record.kind === "labels" && forgottenReviews.has(record.id)) return;
      const key = `${record.kind}:${record.id}:${record.version}`;
      if (raw.has(key)) return;
      if (!isForgotten(record.subjects)) raw.set(key, record);
      else if (record.kind === "orders") raw.set(key, anonymousRaw(record));
      else if (record.kind === "reviews") forgottenReviews.add(record.id);
    },
    keepClean(record) {
      if (record.kind === "erasures") return forget(record.subjects);
      if (record.kind === "labels" && forgottenReviews.has(record.id)) return;
      const hidden = isForgotten(record.subjects);
      if (hidden && record.kind !== "orders") return;
      const row: Held = { record, body: record.body as Held["body"], copies: 1 };
      const rows = table(record.kind);
      const key = naturalKey(row);
      const known = rows.get(key);
      if (known && record.version < known.record.version && rules.has("stream-disorder")) return;
      const again = known?.record.version === record.version && known.record.source === record.source;
      const kept = { ...row, copies: again ? known.copies + 1 : 1 };
      rows.set(key, hidden ? anonymous(kept as Held<"orders">) : kept);
    },
    forgetReview(id) {
      forgottenReviews.add(id);
      forgetLabel(id);
    },
    keepDead(letter) {
      if (!isForgotten(letter.subjects)) dead.set(`${letter.kind}:${letter.pointer}:${letter.rule}`, letter);
    },
  };
}

/** The raw id, but for prices, whose instant may be written in two ways. */
function naturalKey({ record, body }: Held): string {
  if (record.kind !== "prices") return record.id;
  const { productId, at } = body as CleanBody<"prices">;
  return `${productId}~${at}`;
}

function anonymous(row: Held<"orders">): Held {
  return { ...row, record: { ...row.record, subjects: [] }, body: { ...row.body, customerKey: null } };
}

function anonymousRaw(record: RawRecord): RawRecord {
  return { ...record, subjects: [], body: { ...(record.body as object), customerKey: null } };
}
