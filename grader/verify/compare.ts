// Compares what a store holds with what the truth expects, row by row: missing, unexpected, different.

export type Row = Readonly<Record<string, unknown>>;

export interface Difference {
  readonly what: "missing" | "unexpected" | "different";
  readonly key: string;
  /** For `different`: the columns that differ, expected then found. */
  readonly detail?: string;
}

export interface Comparison {
  readonly expected: number;
  readonly found: number;
  readonly missing: number;
  readonly unexpected: number;
  readonly different: number;
  /** The first few of each sort. */
  readonly examples: readonly Difference[];
}

const EXAMPLES_PER_SORT = 3;

/**
 * Rows are equal when all their columns are; a key that a store holds twice is `unexpected` the second time.
 * The expected rows are held in memory, one relation at a time.
 */
export async function compareRows(
  expected: Iterable<Row>,
  found: AsyncIterable<Row> | Iterable<Row>,
  keyColumns: readonly string[],
  onFound: (row: Row) => void = () => undefined,
): Promise<Comparison> {
  const waiting = new Map<string, string>();
  let expectedCount = 0;
  for (const row of expected) {
    expectedCount += 1;
    waiting.set(keyOf(row, keyColumns), canonical(row));
  }
  const count = { missing: 0, unexpected: 0, different: 0 };
  const examples: Difference[] = [];
  const note = (what: Difference["what"], key: string, detail?: string) => {
    count[what] += 1;
    if (count[what] <= EXAMPLES_PER_SORT) examples.push({ what, key, ...(detail && { detail }) });
  };
  let foundCount = 0;
  for await (const row of found) {
    foundCount += 1;
    onFound(row);
    const key = keyOf(row, keyColumns);
    const wanted = waiting.get(key);
    waiting.delete(key);
    if (wanted === undefined) note("unexpected", key);
    else if (wanted !== canonical(row)) note("different", key, describe(wanted, row));
  }
  for (const key of waiting.keys()) note("missing", key);
  return { expected: expectedCount, found: foundCount, ...count, examples };
}

export const isEqual = (comparison: Comparison) =>
  comparison.missing + comparison.unexpected + comparison.different === 0;

export function keyOf(row: Row, columns: readonly string[]): string {
  return columns.map((column) => String(row[column])).join("~");
}

/** One text for one content: columns sorted, Unicode composed. */
function canonical(row: Row): string {
  return JSON.stringify(
    Object.keys(row)
      .toSorted()
      .map((column) => [column, canonicalValue(row[column])]),
  );
}

function canonicalValue(value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFC");
  return value ?? null;
}

function describe(wanted: string, found: Row): string {
  const columns: [string, unknown][] = JSON.parse(wanted);
  return columns
    .filter(([column, value]) => canonicalValue(found[column]) !== value)
    .map(([column, value]) => `${column}: ${JSON.stringify(value)} ≠ ${JSON.stringify(found[column])}`)
    .join("; ");
}

export function* mapRows<T>(rows: Iterable<T>, choose: (row: T) => Row): Iterable<Row> {
  for (const row of rows) yield choose(row);
}

export async function* mapStream(rows: AsyncIterable<Row>, choose: (row: Row) => Row): AsyncIterable<Row> {
  for await (const row of rows) yield choose(row);
}
