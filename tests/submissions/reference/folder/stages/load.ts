// Cleans what is in the raw topics into the three stores, and ends when all of it is there. With RAW_DIR set, raw records from
// there are written to the topics first.
import { STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import type { GroupId } from "@atelier/contracts/groups.ts";
import { connectStore } from "./log.ts";
import { untilApplied } from "./quiescence.ts";
import { whileRunning } from "./services.ts";
import { publishSupplied } from "./supplied.ts";

const GROUPS = ["normaliser", "loader-postgres", "loader-mongo", "loader-neo4j"] as const satisfies GroupId[];

const folder = process.env[STAGE_ENVIRONMENT.rawDir];
if (folder) await publishSupplied(folder);
const store = connectStore();
await whileRunning(GROUPS, () => untilApplied(GROUPS, store));
await store.end();
process.exit(0);
