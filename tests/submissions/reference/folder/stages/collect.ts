// Collects every source once, to the end-of-world mark. The document store, which keeps the raw layer, follows at the same time;
// so does the normaliser, because who asked to be forgotten is known to the stores from what it writes.
import { untilApplied } from "./quiescence.ts";
import { runToEnd, whileRunning } from "./services.ts";

await whileRunning(["normaliser", "loader-mongo"], async () => {
  await runToEnd("scraper-once");
  await untilApplied(["normaliser", "loader-mongo"]);
});
process.exit(0);
