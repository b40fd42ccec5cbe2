// From a record of `raw.<kind>` to the one it becomes on `clean.<kind>` or `dead.<kind>`. Output depends on input
// alone, so that doing it twice does no harm.
import { cleanTopic, deadTopic, type Kind } from "@atelier/contracts/kinds.ts";
import type { DeadLetter } from "@atelier/contracts/clean.ts";
import { ALL_RULES, type RuleSet } from "@atelier/contracts/rules.ts";
import type { IncomingRecord, OutgoingRecord } from "@atelier/platform/kafka.ts";
import { readRaw } from "./messages.ts";
import { normalise } from "./normalise.ts";

export function normaliseRecord(
  kind: Kind,
  record: IncomingRecord,
  rules: RuleSet = ALL_RULES,
): OutgoingRecord {
  const read = readRaw(kind, record);
  if (read.type === "tombstone") return { topic: cleanTopic(kind), key: record.key, value: null };
  if (read.type === "poison") return toDead(read.dead);
  const result = normalise(read.message, rules);
  if ("dead" in result) return toDead(result.dead);
  return { topic: cleanTopic(kind), key: record.key, value: JSON.stringify(result.clean) };
}

function toDead(dead: DeadLetter): OutgoingRecord {
  return { topic: deadTopic(dead.kind), key: dead.pointer, value: JSON.stringify(dead) };
}
