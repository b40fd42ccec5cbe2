// Follows each injected defect to its outcome: the repaired value in its row, or the reject with its rule.
import { RULES, type RuleId } from "@atelier/contracts/rules.ts";
import type { DefectInstance } from "@atelier/world/truth.ts";
import type { Row } from "./compare.ts";

export interface DefectCount {
  readonly rule: RuleId;
  readonly outcome: "repaired" | "rejected";
  readonly injected: number;
  readonly handled: number;
  /** Natural ids of the first few that were not. */
  readonly unhandled: readonly string[];
}

export interface DefectLedger {
  /** Shows every row of a view (or of `mongo.reviews`) once. */
  see(view: string, row: Row): void;
  counts(): DefectCount[];
}

const EXAMPLES = 3;

interface Expectation {
  readonly defect: DefectInstance;
  readonly values: Row;
  handled: boolean;
  seen: boolean;
}

export function createDefectLedger(defects: Iterable<DefectInstance>): DefectLedger {
  /** View → key columns, joined → key values → expectations. */
  const index = new Map<string, Map<string, Map<string, Expectation[]>>>();
  const byRule = new Map<RuleId, Expectation[]>();
  for (const defect of defects) {
    const { view, key, values } = whereItShows(defect);
    const expectation: Expectation = { defect, values, handled: false, seen: false };
    const columns = Object.keys(key).toSorted();
    const keys = getOrAdd(
      getOrAdd(index, view, () => new Map()),
      columns.join(","),
      () => new Map(),
    );
    getOrAdd(keys, valuesOf(key, columns), (): Expectation[] => []).push(expectation);
    getOrAdd(byRule, defect.rule, (): Expectation[] => []).push(expectation);
  }
  return {
    see(view, row) {
      for (const [columns, keys] of index.get(view) ?? []) {
        for (const expectation of keys.get(valuesOf(row, columns.split(","))) ?? []) {
          const right = Object.entries(expectation.values).every(([column, value]) => row[column] === value);
          // A row that comes twice was not merged: presence, once, is the proof.
          expectation.handled = right && !expectation.seen;
          expectation.seen = true;
        }
      }
    },
    counts: () =>
      [...byRule].map(([rule, expectations]) => {
        const unhandled = expectations.filter((expectation) => !expectation.handled);
        return {
          rule,
          outcome: RULES[rule].outcome,
          injected: expectations.length,
          handled: expectations.length - unhandled.length,
          unhandled: unhandled.slice(0, EXAMPLES).map(({ defect }) => defect.id),
        };
      }),
  };
}

function whereItShows({ outcome, rule, source, kind }: DefectInstance): {
  view: string;
  key: Row;
  values: Row;
} {
  return outcome.type === "repaired"
    ? outcome
    : { view: "rejects", key: { source, kind, pointer: outcome.pointer, rule }, values: {} };
}

const valuesOf = (row: Row, columns: readonly string[]) =>
  JSON.stringify(columns.map((column) => row[column]));

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const present = map.get(key);
  if (present !== undefined) return present;
  const made = make();
  map.set(key, made);
  return made;
}
