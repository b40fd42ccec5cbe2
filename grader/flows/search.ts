// Looks for canary persons and for the grade's own secrets in what flows have written on their way.
import { createReadStream } from "node:fs";
import type { Flows } from "../observations/flows.ts";
import { createLeakScanner } from "../verify/leaks.ts";

export interface FlowSearch {
  bytes(where: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void>;
  file(where: string, path: string): Promise<void>;
  result(): Pick<Flows, "searched" | "leaks">;
}

const MOST_LEAKS = 50;

export function createFlowSearch(persons: readonly string[], secrets: readonly string[]): FlowSearch {
  const scanner = createLeakScanner([...persons, ...secrets]);
  const isSecret = new Set(secrets);
  const searched = new Map<string, number>();
  const leaks: Flows["leaks"] = [];
  const search: FlowSearch = {
    async bytes(where, bytes) {
      const counted = countBytes(bytes, (size) => searched.set(where, (searched.get(where) ?? 0) + size));
      for await (const { trace, encoding } of scanner.scan(where, counted)) {
        const what = isSecret.has(trace) ? "secret" : "person";
        const known = leaks.some(
          (one) => one.where === where && one.what === what && one.encoding === encoding,
        );
        if (!known && leaks.length < MOST_LEAKS) leaks.push({ what, where, encoding });
      }
    },
    file: (where, path) => search.bytes(where, createReadStream(path)),
    result: () => ({
      searched: [...searched].map(([where, bytes]) => ({ where, bytes })),
      leaks,
    }),
  };
  return search;
}

async function* countBytes(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  add: (size: number) => void,
): AsyncIterable<Uint8Array> {
  for await (const chunk of bytes) {
    add(chunk.length);
    yield chunk;
  }
}
