// One batch of one topic, inside the loader's transaction: rows, refusals by the ledger, and what the log is owed.
import type { DeadLetter } from "@atelier/contracts/clean.ts";
import type { Batch, OutgoingRecord } from "@atelier/platform/kafka.ts";
import type { PostgresClient } from "@atelier/platform/postgres.ts";
import { anonymisedOrder } from "../../canonical-raw.ts";
import { kindOf } from "../../messages.ts";
import { readCleanBatch, readDeadBatch, readErasures, type Logged } from "./batch.ts";
import { lockClusters, recluster } from "./customers.ts";
import { forgetLabelsOf, forgetPersons, forgetReviews, lockLabels } from "./erasures.ts";
import type { Ledger } from "./ledger.ts";
import { newestOrder, newestReview, orderWithoutPerson, putInOutbox, tombstones } from "./outbox.ts";
import { writeRejects } from "./rejects.ts";
import { readOrders, readReviews } from "./rows.ts";
import { DELETES } from "./deletes.ts";
import { UPSERTS, type LoadedKind } from "./upserts.ts";

/** Writes records of a kind and tells how many were accepted; the others are older than what is there. */
export type WriteRecords = <K extends LoadedKind>(kind: K, records: readonly Logged<K>[]) => Promise<number>;

export const writerOf =
  (client: PostgresClient): WriteRecords =>
  async (kind, records) =>
    records.length === 0 ? 0 : UPSERTS[kind](client, records);

export async function applyBatch(
  client: PostgresClient,
  ledger: Ledger,
  batch: Batch,
  write: WriteRecords,
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
  write: WriteRecords,
): Promise<void> {
  const { tombstones: keys, records, endingWithOlder, poison } = readCleanBatch(kind, batch);
  if (kind === "customers") await lockClusters(client);
  if (kind === "labels") await lockLabels(client);
  const gone = keys.length > 0 ? await deleteRecords(client, kind, keys) : [];
  const { kept, owed } = await withoutForgotten(client, ledger, kind, records);
  owed.push(...gone);
  const accepted = await write(kind, kept);
  if (kind === "customers") {
    await recluster(client, { recordIds: kept.map(({ id }) => id), clusterIds: [] });
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
  records: readonly Logged<K>[],
): Promise<{ kept: Logged<K>[]; owed: OutgoingRecord[] }> {
  const forgottenReviews = kind === "labels" ? await forgottenAmong(client, records) : new Set<string>();
  const kept: Logged<K>[] = [];
  const owed: OutgoingRecord[] = [];
  const refusedReviews: string[] = [];
  for (const record of records) {
    if (!isOfForgotten(record, ledger) && !forgottenReviews.has(record.id)) kept.push(record);
    else if (kind === "orders") {
      // `kind` is the only witness of K here. Where a record was in the log is not a part of it.
      const { logPartition, logOffset, ...order } = record as unknown as Logged<"orders">;
      owed.push(...orderWithoutPerson(order));
      kept.push({ ...anonymisedOrder(order), logPartition, logOffset } as unknown as Logged<K>);
    } else if (kind === "reviews") refusedReviews.push(record.id);
    else owed.push(...tombstones(kind, record.id));
  }
  owed.push(...(await forgetReviews(client, refusedReviews)));
  return { kept, owed };
}

const PERSON_FIELDS = ["accountKey", "customerKey", "emailKey", "phoneKey"] as const;
type PersonFields = Partial<Record<(typeof PERSON_FIELDS)[number], string | null>>;

/** By the persons that a record declares, and by those that its body names. */
function isOfForgotten(
  { subjects, body }: { readonly subjects: readonly string[]; readonly body: object },
  ledger: Ledger,
): boolean {
  for (const subject of subjects) if (ledger.has(subject)) return true;
  const persons: PersonFields = body;
  for (const field of PERSON_FIELDS) {
    const key = persons[field];
    if (key && ledger.has(key)) return true;
  }
  return false;
}

async function forgottenAmong(
  client: PostgresClient,
  records: readonly { readonly id: string }[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ review_id: string }>(
    "SELECT review_id FROM store.forgotten_reviews WHERE review_id = ANY($1)",
    [records.map(({ id }) => id)],
  );
  return new Set(rows.map((row) => row.review_id));
}

/**
 * The newest versions of what came too late. In the log the older one now comes last, and compaction keeps the last:
 * the newest is written once more, so that a replay into empty stores ends as they are now.
 */
async function newestOf(
  client: PostgresClient,
  kind: LoadedKind,
  records: readonly { readonly id: string; readonly version: number }[],
  endingWithOlder: ReadonlySet<string>,
): Promise<OutgoingRecord[]> {
  const given = new Map(records.map(({ id, version }) => [id, version]));
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
