// The MongoDB loader as a process.
import { connectMongo } from "@atelier/platform/mongo.ts";
import { consume } from "@atelier/platform/consume.ts";
import { createMongoLoader } from "../adapters/mongo/loader.ts";
import type { ConfigOf } from "../config.ts";
import { consumerOf, kafkaOf, topicsOf, type Deps } from "./role.ts";

export async function runMongo(config: ConfigOf<"mongo">, deps: Deps, signal: AbortSignal): Promise<void> {
  const kafka = kafkaOf(config, "loader-mongo", deps.log);
  const mongo = connectMongo(config.MONGO_URL);
  try {
    const apply = createMongoLoader(mongo.db, deps.crash);
    await consume({
      ...consumerOf(config, deps),
      kafka,
      groupId: "loader-mongo",
      ...topicsOf("loader-mongo"),
      apply: (batch) => deps.metrics.timed("mongo", "apply", () => apply(batch)),
      signal,
    });
  } finally {
    await mongo.close();
  }
}
