// The Neo4j loader as a process, with the integrity checks of its graph.
import { connectNeo4j } from "@atelier/platform/neo4j.ts";
import { consume } from "@atelier/platform/consume.ts";
import { sideBySide } from "@atelier/platform/side-by-side.ts";
import { createNeo4jLoader } from "../adapters/neo4j/loader.ts";
import type { ConfigOf } from "../config.ts";
import { checkNeo4j } from "../integrity.ts";
import { watchIntegrity } from "../periodic.ts";
import { consumerOf, kafkaOf, neo4jOf, topicsOf, type Deps } from "./role.ts";

export async function runNeo4j(config: ConfigOf<"neo4j">, deps: Deps, signal: AbortSignal): Promise<void> {
  const kafka = kafkaOf(config, "loader-neo4j", deps.log);
  const graph = connectNeo4j(neo4jOf(config));
  try {
    const apply = createNeo4jLoader(graph, deps.crash);
    const check = () => deps.metrics.timed("neo4j", "check-integrity", () => checkNeo4j(graph));
    await sideBySide(signal, (both) => [
      // One writer: transactions side by side would wait for each other's locks.
      consume({
        ...consumerOf(config, deps),
        concurrency: 1,
        kafka,
        groupId: "loader-neo4j",
        ...topicsOf("loader-neo4j"),
        apply: (batch) => deps.metrics.timed("neo4j", "apply", () => apply(batch)),
        signal: both,
      }),
      watchIntegrity(config.INTEGRITY_EVERY_MS, check, deps, both),
    ]);
  } finally {
    await graph.close();
  }
}
