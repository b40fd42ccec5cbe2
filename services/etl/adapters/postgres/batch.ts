// One batch of a topic, read and sorted out before any statement: what to delete, what to write, what to refuse.
import type { DeadLetter } from "@atelier/contracts/clean.ts";
import type { Batch, IncomingRecord } from "@atelier/platform/kafka.ts";
import { latestByKey } from "../../latest.ts";
import { readClean, readDead, type CleanOf } from "../../messages.ts";
import type { LoadedKind } from "./upserts.ts";

/** A clean record, and which record of the log it is. */
export type Logged<K extends LoadedKind> = CleanOf<K> & {
  readonly logPartition: number;
  readonly logOffset: bigint;
};

export interface CleanBatch<K extends LoadedKind> {
  readonly tombstones: readonly string[];
  readonly records: readonly Logged<K>[];
  /** Ids of which the log ends with an older one than the record here. */
  readonly endingWithOlder: ReadonlySet<string>;
  readonly poison: readonly DeadLetter[];
}

export function readCleanBatch<K extends LoadedKind>(
  kind: K,
  { partition, records: incoming }: Pick<Batch, "partition" | "records">,
): CleanBatch<K> {
  const poison: DeadLetter[] = [];
  const messages: [string, Logged<K> | undefined][] = [];
  for (const record of incoming) {
    const read = readClean(kind, record);
    if (read.type === "poison") poison.push(read.dead);
    else if (read.type === "tombstone") messages.push([record.key, undefined]);
    else {
      // In place: the message is ours, and a copy of each would be felt.
      const place = { logPartition: partition, logOffset: record.offset };
      messages.push([record.key, Object.assign(read.message, place)]);
    }
  }
  const batch = {
    tombstones: [] as string[],
    records: [] as Logged<K>[],
    endingWithOlder: new Set<string>(),
  };
  for (const [key, { erased, latest, endsWithOlder }] of latestByKey(messages)) {
    if (erased) batch.tombstones.push(key);
    if (latest) batch.records.push(latest);
    if (endsWithOlder) batch.endingWithOlder.add(key);
  }
  return { ...batch, poison };
}

export function readErasures(records: readonly IncomingRecord[]): {
  readonly erasures: readonly CleanOf<"erasures">[];
  readonly poison: readonly DeadLetter[];
} {
  const reads = records.map((record) => readClean("erasures", record));
  return {
    erasures: reads.flatMap((read) => (read.type === "message" ? read.message : [])),
    poison: reads.flatMap((read) => (read.type === "poison" ? read.dead : [])),
  };
}

export interface DeadBatch {
  readonly tombstones: readonly string[];
  readonly letters: readonly DeadLetter[];
}

export function readDeadBatch(kind: LoadedKind | "erasures", records: readonly IncomingRecord[]): DeadBatch {
  const messages: [string, { version: number; letter: DeadLetter } | undefined][] = [];
  for (const record of records) {
    const read = readDead(kind, record);
    if (read.type === "tombstone") messages.push([record.key, undefined]);
    else {
      const letter = read.type === "poison" ? read.dead : read.message;
      messages.push([letter.pointer, { version: letter.version ?? 0, letter }]);
    }
  }
  const states = [...latestByKey(messages)];
  return {
    tombstones: states.filter(([, state]) => state.erased).map(([key]) => key),
    letters: states.flatMap(([, { latest }]) => latest?.letter ?? []),
  };
}
