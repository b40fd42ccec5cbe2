// The Neo4j loader: who sells what, who wrote about what, from which device and network. Each batch is one
// transaction; statements are idempotent on natural ids, so that a batch that comes again changes nothing.
import type { CrashPoint } from "@atelier/platform/crash-point.ts";
import type { Batch, IncomingRecord } from "@atelier/platform/kafka.ts";
import type { GraphStore, GraphTransaction } from "@atelier/platform/neo4j.ts";
import { latestByKey } from "../../latest.ts";
import { kindOf, readClean } from "../../messages.ts";
import * as cypher from "./statements.ts";

/** Rows of one statement: larger ones make the transaction's memory grow for nothing. */
const ROWS_AT_ONCE = 1000;

/** @throws RetryableError when the store is away: nothing was applied. */
export function createNeo4jLoader(
  graph: GraphStore,
  crash: CrashPoint,
): (batch: Batch) => Promise<"applied"> {
  return async (batch) => {
    const count = batch.records.length;
    crash("fetched", count);
    await graph.write(async (transaction) => {
      const place = `${batch.topic}/${batch.partition}`;
      const next = Number(batch.next);
      await transaction.run(cypher.LOCK, { place, next, position: { [place]: next } });
      await applyBatch(transaction, batch);
      crash("written", count);
    });
    crash("committed", count);
    return "applied";
  };
}

async function applyBatch(transaction: GraphTransaction, { topic, records }: Batch): Promise<void> {
  const kind = kindOf(topic);
  if (kind === "sellers") {
    const { erased, latest } = sortOut("sellers", records, ({ id, version }) => ({ id, version }));
    if (erased.length > 0) await transaction.run(cypher.DELETE_SELLERS, { ids: erased });
    await runInParts(transaction, cypher.SELLERS, latest);
  } else if (kind === "products") {
    const { latest } = sortOut("products", records, ({ id, version, body }) => ({
      id,
      version,
      productId: body.productId,
      sellerId: body.sellerId,
    }));
    await runInParts(transaction, cypher.PRODUCTS, latest);
  } else if (kind === "reviews") await applyReviews(transaction, records);
  else if (kind === "erasures") await forgetPersons(transaction, records);
  else throw new Error(`${topic} is not for the graph`);
}

async function applyReviews(
  transaction: GraphTransaction,
  records: readonly IncomingRecord[],
): Promise<void> {
  const { erased, latest } = sortOut("reviews", records, ({ id, version, subjects, body }) => ({
    id,
    version,
    subjects,
    rating: body.rating,
    at: body.writtenAt,
    productId: body.productId,
    accountKey: body.accountKey,
    deviceKey: body.deviceKey,
    networkKey: body.networkKey,
  }));
  if (erased.length > 0) {
    const present = await readSet(transaction, cypher.REVIEWS_AMONG, { ids: erased });
    if (present.size > 0) {
      await transaction.run(cypher.DELETE_REVIEWS, { ids: [...present] });
      await deleteUnused(transaction);
    }
  }
  const keys = [...new Set(latest.flatMap(({ subjects, accountKey }) => [...subjects, accountKey]))];
  const forgotten = await readSet(transaction, cypher.FORGOTTEN_AMONG, { keys });
  const isForgotten = (key: string) => forgotten.has(key);
  const kept = latest.filter((row) => !isForgotten(row.accountKey) && !row.subjects.some(isForgotten));
  const present = await readSet(transaction, cypher.REVIEWS_AMONG, { ids: kept.map(({ id }) => id) });
  const known = kept.filter(({ id }) => present.has(id));
  await runInParts(
    transaction,
    cypher.NEW_REVIEWS,
    kept.filter(({ id }) => !present.has(id)),
  );
  if (known.length === 0) return;
  await runInParts(transaction, cypher.KNOWN_REVIEWS, known);
  await deleteUnused(transaction);
}

/** The only column of what a statement returns. */
async function readSet(
  transaction: GraphTransaction,
  statement: string,
  parameters: Record<string, unknown>,
): Promise<Set<string>> {
  const { records } = await transaction.run(statement, parameters);
  return new Set(records.map((row) => row.get(0) as string));
}

async function forgetPersons(
  transaction: GraphTransaction,
  records: readonly IncomingRecord[],
): Promise<void> {
  const keys = records.flatMap((record) => {
    const read = readClean("erasures", record);
    return read.type === "message" ? read.message.body.subjects : [];
  });
  if (keys.length === 0) return;
  await transaction.run(cypher.ADD_FORGOTTEN, { keys });
  await transaction.run(cypher.FORGET, { keys });
  await deleteUnused(transaction);
}

async function deleteUnused(transaction: GraphTransaction): Promise<void> {
  for (const statement of cypher.DELETE_UNUSED) await transaction.run(statement);
}

async function runInParts(
  transaction: GraphTransaction,
  statement: string,
  rows: readonly object[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    await transaction.run(statement, { rows: rows.slice(at, at + ROWS_AT_ONCE) });
  }
}

/** A record that cannot be read is the relational loader's to keep as a reject. */
function sortOut<K extends "sellers" | "products" | "reviews", R extends { readonly version: number }>(
  kind: K,
  records: readonly IncomingRecord[],
  toRow: (message: Extract<ReturnType<typeof readClean<K>>, { type: "message" }>["message"]) => R,
): { readonly erased: string[]; readonly latest: R[] } {
  const messages = records.flatMap((record): [string, R | undefined][] => {
    const read = readClean(kind, record);
    if (read.type === "poison") return [];
    return [[record.key, read.type === "tombstone" ? undefined : toRow(read.message)]];
  });
  const states = [...latestByKey(messages)];
  return {
    erased: states.filter(([, state]) => state.erased).map(([key]) => key),
    latest: states.flatMap(([, { latest }]) => latest ?? []),
  };
}
