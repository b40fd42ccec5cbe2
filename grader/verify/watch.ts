// Looks for persons who must not be there in everything that the verification reads.
import type { Truth } from "@atelier/world/truth.ts";
import type { Row } from "./compare.ts";
import { createLeakScanner } from "./leaks.ts";

export interface Watch {
  /** Passes rows on and looks for forgotten persons and canaries in each. */
  rows(where: string, rows: AsyncIterable<Row>): AsyncIterable<Row>;
  bytes(where: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
}

/** Pseudonyms of the forgotten and traces of canaries must be in nothing that is read. */
export function createWatch(truth: Truth, differences: string[]): Watch {
  const forgotten = new Set(truth.forgotten());
  const traces = [...truth.canaries()].flatMap((person) => person.traces);
  const scanner = createLeakScanner(traces);
  const lookFor = async (where: string, bytes: AsyncIterable<Uint8Array>) => {
    for await (const leak of scanner.scan(where, bytes)) {
      differences.push(`leak in ${where}: a canary's trace as ${leak.encoding} at byte ${leak.at}`);
    }
  };
  return {
    async *rows(where, rows) {
      const texts: Buffer[] = [];
      let size = 0;
      const flush = async () => {
        const batch = texts.splice(0);
        size = 0;
        await lookFor(where, once(Buffer.concat(batch)));
      };
      for await (const row of rows) {
        // The record of an erasure names whom to forget: it is part of the ledger.
        const persons = row["kind"] === "erasures" ? [] : forgottenIn(row, forgotten);
        for (const person of persons) differences.push(`forgotten person in ${where}: ${person}`);
        const text = Buffer.from(`${JSON.stringify(row)}\n`);
        texts.push(text);
        size += text.length;
        if (size > 1 << 20) await flush();
        yield row;
      }
      await flush();
    },
    bytes: lookFor,
  };
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

function* forgottenIn(value: unknown, forgotten: ReadonlySet<string>): Iterable<string> {
  if (typeof value === "string") {
    if (forgotten.has(value)) yield value;
  } else if (Array.isArray(value)) {
    for (const item of value) yield* forgottenIn(item, forgotten);
  } else if (typeof value === "object" && value !== null && !(value instanceof Date)) {
    for (const item of Object.values(value)) yield* forgottenIn(item, forgotten);
  }
}
