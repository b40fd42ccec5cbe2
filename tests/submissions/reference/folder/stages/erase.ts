// Forgets: the sources are asked once more, so that whoever objected or asked for erasure meanwhile is known, and every store
// follows; then the raw layer loses what is older than its retention.
import { connectStore } from "./log.ts";
import { untilApplied } from "./quiescence.ts";
import { runToEnd, whileRunning } from "./services.ts";

const GROUPS = ["normaliser", "loader-postgres", "loader-mongo", "loader-neo4j"] as const;

const store = connectStore();
await whileRunning(GROUPS, async () => {
  await runToEnd("scraper-once");
  await untilApplied(GROUPS, store);
});
await store.end();
await runToEnd("retention");
process.exit(0);
