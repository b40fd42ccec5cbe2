// From a record of `raw.<kind>` to the one it becomes on `clean.<kind>` or `dead.<kind>`. Output depends on input
// alone, so that doing it twice does no harm.
import { cleanTopic, deadTopic, type Kind } from "@atelier/contracts/kinds.ts";
import type { DeadLetter } from "@atelier/contracts/clean.ts";
import { ALL_RULES, type RuleSet } from "@atelier/contracts/rules.ts";
import type { CrashPoint } from "@atelier/platform/crash-point.ts";
import type { Batch, IncomingRecord, OutgoingRecord, Producer } from "@atelier/platform/kafka.ts";
import { writeAfter } from "./canonical-envelope.ts";
import { kindOf, readRaw } from "./messages.ts";
import type { EtlMetrics } from "./metrics.ts";
import { normalise } from "./normalise.ts";

export interface NormalisedRecord extends OutgoingRecord {
  /** Why it went to the dead letters, when it did. */
  readonly rule?: DeadLetter["rule"];
}

export function normaliseRecord(
  kind: Kind,
  record: IncomingRecord,
  rules: RuleSet = ALL_RULES,
): NormalisedRecord {
  const read = readRaw(kind, record);
  if (read.type === "tombstone") return { topic: cleanTopic(kind), key: record.key, value: null };
  if (read.type === "poison") return toDead(read.dead);
  const result = normalise(read.message, rules);
  if ("dead" in result) return toDead(result.dead);
  const { clean } = result;
  const value =
    read.head === undefined ? JSON.stringify(clean) : writeAfter(read.head, clean.repairs, clean.body);
  return { topic: cleanTopic(kind), key: record.key, value };
}

/** Publishes what a batch becomes; the group's offset follows once Kafka acknowledged all of it. */
export function applyNormaliser(
  producer: Producer,
  { crash, metrics }: { readonly crash: CrashPoint; readonly metrics: EtlMetrics },
): (batch: Batch) => Promise<"applied"> {
  return async ({ topic, records }) => {
    crash("fetched", records.length);
    const kind = kindOf(topic);
    const outgoing = records.map((record) => normaliseRecord(kind, record));
    crash("written", records.length);
    await producer.send(outgoing);
    crash("committed", records.length);
    for (const { rule } of outgoing) if (rule !== undefined) metrics.deadLetter(kind, rule);
    return "applied";
  };
}

function toDead(dead: DeadLetter): NormalisedRecord {
  return { rule: dead.rule, topic: deadTopic(dead.kind), key: dead.pointer, value: JSON.stringify(dead) };
}
