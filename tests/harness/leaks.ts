// Looks for traces of persons in every byte that a lab has written anywhere.
import { randomUUID } from "node:crypto";
import { createLeakScanner } from "@atelier/grader/verify/leaks.ts";
import type { SearchedStream } from "@atelier/grader/verify/verify.ts";
import {
  everyArgument,
  everyCollection,
  everyLog,
  everyMetric,
  everyTable,
  everyTopic,
  wholeGraph,
} from "./every-byte.ts";
import type { Lab } from "./lab.ts";

/** @returns `<encoding> in <place>`, once for each. */
export async function searchEverywhere(
  { engines, kafka, folder }: Lab,
  metricsUrls: readonly string[],
  traces: readonly string[],
): Promise<string[]> {
  const { connections } = engines;
  const places: AsyncIterable<SearchedStream>[] = [
    everyTable(connections),
    everyCollection(connections),
    wholeGraph(connections),
    everyTopic(kafka, `leaks-${randomUUID()}`),
    everyLog(folder),
    everyMetric(metricsUrls),
    everyArgument([process.pid, ...engines.engines.map(({ pid }) => pid)]),
  ];
  const scanner = createLeakScanner(traces);
  const found = new Set<string>();
  for (const place of places) {
    for await (const { name, bytes } of place) {
      for await (const leak of scanner.scan(name, bytes)) found.add(`${leak.encoding} in ${name}`);
    }
  }
  return [...found];
}
