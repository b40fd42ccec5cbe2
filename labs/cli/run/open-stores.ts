// Opens what a verification reads: the three stores of one set of engines, each as its reader.
import type { Connections } from "@atelier/engines/engines.ts";
import type { Keys } from "@atelier/secrets/keys.ts";
import { readerUrl } from "../pipeline.ts";
import { connectMongoReader } from "@atelier/grader/verify/mongo.ts";
import { connectGraphReader } from "@atelier/grader/verify/neo4j.ts";
import { connectPostgresReader } from "@atelier/grader/verify/postgres.ts";
import type { Stores } from "@atelier/grader/verify/verify.ts";

export async function openStores(
  connections: Connections,
  keys: Keys,
): Promise<Stores & { close(): Promise<void> }> {
  const [postgres, mongo, graph] = await Promise.all([
    connectPostgresReader(readerUrl(connections, keys)),
    connectMongoReader(connections.mongo.url),
    connectGraphReader(connections.neo4j.url, connections.neo4j),
  ]);
  return {
    postgres,
    mongo,
    graph,
    async close() {
      await Promise.all([postgres.close(), mongo.close(), graph.close()]);
    },
  };
}
