// One batch of one topic, inside the loader's transaction: rows, refusals by the ledger, and what the log is owed.
import type { DeadLetter } from "@atelier/contracts/clean.ts";
import type { Batch, OutgoingRecord } from "@atelier/platform/kafka.ts";
import type { PostgresClient } from "@atelier/platform/postgres.ts";
import { anonymisedOrder } from "../../canonical-raw.ts";
import { kindOf, type CleanOf } from "../../messages.ts";
import { readCleanBatch, readDeadBatch, readErasures, type Entry } from "./batch.ts";
import { lockClusters, recluster } from "./customers.ts";
import { forgetLabelsOf, forgetPersons, forgetReviews, lockLabels } from "./erasures.ts";
import type { Ledger } from "./ledger.ts";
import { newestOrder, newestReview, orderWithoutPerson, putInOutbox, tombstones } from "./outbox.ts";
import { writeRejects } from "./rejects.ts";
import { readOrders, readReviews } from "./rows.ts";
import { DELETES, UPSERTS, type LoadedKind } from "./upserts.ts";

/** Writes `entries` of a kind and tells how many were accepted; the others are older than what is there. */
export type WriteEntries = <K extends LoadedKind>(kind: K, entries: readonly Entry<K>[]) => Promise<number>;

/** The statements of a kind over one JSON array: PostgreSQL reads the messages as they came. */
export function writerOf(client: PostgresClient): WriteEntries {
  return async (kind, entries) => {
    if (entries.length === 0) return 0;
    const json = `[${entries.map(({ text }) => text).join(",")}]`;
    let accepted = 0;
    for (const [index, text] of UPSERTS[kind].entries()) {
      const result = await client.query({ name: `${kind}-${index}`, text, values: [json] });
      if (index === 0) accepted = result.rowCount ?? 0;
    }
    return accepted;
  };
}

export async function applyBatch(
  client: PostgresClient,
  ledger: Ledger,
  batch: Batch,
  write: WriteEntries,
): Promise<void> {
  const kind = kindOf(batch.topic);
  if (batch.topic.startsWith("dead.")) {
    const { tombstones: keys, letters } = readDeadBatch(kind, batch.records);
    await client.query("DELETE FROM store.rejects WHERE kind = $1 AND pointer = ANY($2)", [kind, keys]);
    await keepLetters(client, ledger, letters);
  } else if (kind === "erasures") {
    const { erasures, poison } = readErasures(batch.records);
    await forgetPersons(client, erasures);
    await keepLetters(client, ledger, poison);
  } else {
    await applyClean(client, ledger, kind, batch, write);
  }
}

async function applyClean(
  client: PostgresClient,
  ledger: Ledger,
  kind: LoadedKind,
  batch: Batch,
  write: WriteEntries,
): Promise<void> {
  const { tombstones: keys, entries, endingWithOlder, poison } = readCleanBatch(kind, batch.records);
  if (kind === "customers") await lockClusters(client);
  if (kind === "labels") await lockLabels(client);
  const gone = keys.length > 0 ? await deleteRecords(client, kind, keys) : [];
  const { kept, owed } = await withoutForgotten(client, ledger, kind, entries);
  owed.push(...gone);
  const accepted = await write(kind, kept);
  if (kind === "customers") {
    await recluster(client, { recordIds: kept.map(({ record }) => record.id), clusterIds: [] });
  }
  if (accepted < kept.length || endingWithOlder.size > 0) {
    owed.push(...(await newestOf(client, kind, kept, endingWithOlder)));
  }
  await putInOutbox(client, owed);
  await keepLetters(client, ledger, poison);
}

/** What tombstones say is gone, and what the log is owed for it. A review's takes its label with it. */
async function deleteRecords(
  client: PostgresClient,
  kind: LoadedKind,
  keys: readonly string[],
): Promise<OutgoingRecord[]> {
  if (kind !== "customers") {
    await client.query(DELETES[kind], [keys]);
    return kind === "reviews" ? forgetLabelsOf(client, keys) : [];
  }
  const { rows } = await client.query<{ cluster_id: string }>(`${DELETES.customers} RETURNING cluster_id`, [
    keys,
  ]);
  await recluster(client, { recordIds: [], clusterIds: rows.map((row) => row.cluster_id) });
  return [];
}

/** Refuses records of forgotten persons, keeps their orders without them; what the log must be told of both. */
async function withoutForgotten<K extends LoadedKind>(
  client: PostgresClient,
  ledger: Ledger,
  kind: K,
  entries: readonly Entry<K>[],
): Promise<{ kept: Entry<K>[]; owed: OutgoingRecord[] }> {
  const forgottenReviews = kind === "labels" ? await forgottenAmong(client, entries) : new Set<string>();
  const kept: Entry<K>[] = [];
  const owed: OutgoingRecord[] = [];
  const refusedReviews: string[] = [];
  for (const entry of entries) {
    const { record } = entry;
    if (!personsOf(record).some((key) => ledger.has(key)) && !forgottenReviews.has(record.id))
      kept.push(entry);
    else if (kind === "orders") {
      // `kind` is the only witness of K here.
      const order = record as unknown as CleanOf<"orders">;
      owed.push(...orderWithoutPerson(order));
      kept.push({ ...entry, text: JSON.stringify(anonymisedOrder(order)) });
    } else if (kind === "reviews") refusedReviews.push(record.id);
    else owed.push(...tombstones(kind, record.id));
  }
  owed.push(...(await forgetReviews(client, refusedReviews)));
  return { kept, owed };
}

const PERSON_FIELDS = ["accountKey", "customerKey", "emailKey", "phoneKey"] as const;

/** Pseudonyms by which a record speaks of a person: those it declares and those in its body. */
function personsOf({ subjects, body }: { subjects: readonly string[]; body: object }): string[] {
  const fields: Partial<Record<(typeof PERSON_FIELDS)[number], string | null>> = body;
  return [...subjects, ...PERSON_FIELDS.flatMap((field) => fields[field] ?? [])];
}

async function forgottenAmong(
  client: PostgresClient,
  entries: readonly { record: { id: string } }[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ review_id: string }>(
    "SELECT review_id FROM store.forgotten_reviews WHERE review_id = ANY($1)",
    [entries.map(({ record }) => record.id)],
  );
  return new Set(rows.map((row) => row.review_id));
}

/**
 * The newest versions of what came too late. In the log the older one now comes last, and compaction keeps the last:
 * the newest is written once more, so that a replay into empty stores ends as they are now.
 */
async function newestOf<K extends LoadedKind>(
  client: PostgresClient,
  kind: K,
  entries: readonly Entry<K>[],
  endingWithOlder: ReadonlySet<string>,
): Promise<OutgoingRecord[]> {
  const given = new Map(entries.map(({ record }) => [record.id, record.version]));
  const isNewer = ({ id, version }: { id: string; version: number }) =>
    version > (given.get(id) ?? 0) || endingWithOlder.has(id);
  const ids = [...given.keys()];
  if (kind === "orders") return (await readOrders(client, ids)).filter(isNewer).flatMap(newestOrder);
  if (kind === "reviews") return (await readReviews(client, ids)).filter(isNewer).flatMap(newestReview);
  return [];
}

async function keepLetters(
  client: PostgresClient,
  ledger: Ledger,
  letters: readonly DeadLetter[],
): Promise<void> {
  const [forgotten, kept] = [[] as DeadLetter[], [] as DeadLetter[]];
  for (const letter of letters) {
    (letter.subjects.some((subject) => ledger.has(subject)) ? forgotten : kept).push(letter);
  }
  await writeRejects(client, kept);
  const reviewIds = forgotten.filter(({ kind }) => kind === "reviews").map(({ pointer }) => pointer);
  const others = forgotten.filter(({ kind }) => kind !== "reviews");
  await putInOutbox(client, [
    ...(await forgetReviews(client, reviewIds)),
    ...others.flatMap(({ kind, pointer }) => tombstones(kind, pointer)),
  ]);
}
