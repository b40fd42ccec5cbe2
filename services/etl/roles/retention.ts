// What the raw layer has kept for longer than it may goes: the facts that were made of it stay.
import { RAW_RETENTION_DAYS } from "@atelier/contracts/views.ts";
import { connectMongo } from "@atelier/platform/mongo.ts";
import { deleteOlderRaw } from "../adapters/mongo/raw.ts";
import type { ConfigOf } from "../config.ts";
import { connectSources } from "../quality/source.ts";
import type { Deps } from "./role.ts";

const DAY_MS = 86_400_000;

export async function runRetention(config: ConfigOf<"retention">, { print }: Deps): Promise<void> {
  const sources = connectSources({ siteUrl: config.SOURCE_SITE_URL, partnerUrl: "", partnerKey: "" });
  const now = config.NOW === undefined ? await sources.now() : new Date(config.NOW);
  const before = new Date(now.getTime() - RAW_RETENTION_DAYS * DAY_MS);
  const mongo = connectMongo(config.MONGO_URL);
  try {
    const removed = await deleteOlderRaw(mongo.db, before);
    print(JSON.stringify({ before: before.toISOString(), removed }));
  } finally {
    await mongo.close();
  }
}
