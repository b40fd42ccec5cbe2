// Holds rows of a store against the truth, and says of each column how often it is right: what a wrong transformation costs
// is told from what was not loaded.
import { keyOf, type Row } from "../verify/compare.ts";
import type { ComparedView, RowDifference } from "../observations/loaded.ts";
import { StoreRefusal } from "./sql-session.ts";
import { readable } from "../text/readable.ts";

const EXAMPLES_PER_SORT = 3;
const SHOWN = 120;

/** The expected rows are held in memory, one relation at a time. What cannot be read on is `unreadable`; the rest counts. */
export async function compareColumns(
  name: string,
  expected: Iterable<Row>,
  found: AsyncIterable<Row>,
  keyColumns: readonly string[],
  onFound: (row: Row) => void = () => undefined,
): Promise<ComparedView> {
  const waiting = new Map<string, Row>();
  for (const row of expected) waiting.set(keyOf(row, keyColumns), row);
  const all = new Set(waiting.keys());
  const first = waiting.values().next().value ?? {};
  const columns = Object.keys(first)
    .filter((column) => !keyColumns.includes(column))
    .map((column) => ({ name: column, rows: all.size, right: 0, example: null as string | null }));
  const count = { missing: 0, unexpected: 0, twice: 0, different: 0 };
  const examples: RowDifference[] = [];
  const note = (what: RowDifference["what"], key: string, detail?: string) => {
    count[what] += 1;
    if (count[what] <= EXAMPLES_PER_SORT) examples.push({ what, key: show(key), ...(detail && { detail }) });
  };
  let foundCount = 0;
  let unreadable: string | null = null;
  try {
    for await (const row of found) {
      foundCount += 1;
      onFound(row);
      const key = keyOf(row, keyColumns);
      const wanted = waiting.get(key);
      if (!wanted) {
        note(all.has(key) ? "twice" : "unexpected", key);
        continue;
      }
      waiting.delete(key);
      const wrong: string[] = [];
      for (const column of columns) {
        const [right, shown] = [wanted[column.name], row[column.name] ?? null];
        if (sameValue(right, shown)) column.right += 1;
        else {
          const difference = `${column.name}: ${show(right)} ≠ ${show(shown)}`;
          column.example ??= `${show(key)}: ${difference}`;
          wrong.push(difference);
        }
      }
      if (wrong.length > 0) note("different", key, wrong.join("; "));
    }
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    unreadable = error.message;
  }
  for (const key of waiting.keys()) note("missing", key);
  return { name, expected: all.size, found: foundCount, ...count, examples, unreadable, columns };
}

const sameValue = (wanted: unknown, found: unknown) =>
  typeof wanted === "string" && typeof found === "string"
    ? wanted.normalize("NFC") === found.normalize("NFC")
    : (wanted ?? null) === found;

/** As evidence shows it: of a stranger, bounded. */
export const show = (value: unknown): string => {
  const text = readable(typeof value === "string" ? value : (JSON.stringify(value) ?? "–"));
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
};
