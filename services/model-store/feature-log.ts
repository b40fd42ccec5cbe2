// The log of features: what each review was first scored by, and the moment whose facts they were made of.
import { createHash } from "node:crypto";
import { FEATURE_NAMES } from "@atelier/model/features.ts";
import type { PostgresClient, PostgresPool } from "@atelier/platform/postgres.ts";
import type { Moment } from "./relational.ts";

/** Features of another release are others, and logged beside. */
export const FEATURE_SET = createHash("sha256").update(FEATURE_NAMES.join()).digest("hex").slice(0, 16);

export interface LoggedFeatures {
  readonly reviewId: string;
  readonly features: Float32Array;
}

/** Of those of the reviews that have some; null asks for all. */
export async function readFeatures(
  store: PostgresClient | PostgresPool,
  ids: readonly string[] | null,
): Promise<LoggedFeatures[]> {
  const { rows } = await store.query<{ id: string; features: Buffer }>(
    `SELECT review_id AS id, features FROM store.review_features
     WHERE feature_set = $1 AND ($2::text[] IS NULL OR review_id = ANY($2))`,
    [FEATURE_SET, ids],
  );
  return rows.map(({ id, features }) => ({ reviewId: id, features: decode(features) }));
}

/** The first ones of a review stay. Written in the transaction whose snapshot they were made in. */
export async function logFeatures(
  client: PostgresClient,
  reviewsBefore: readonly bigint[],
  logged: readonly LoggedFeatures[],
): Promise<void> {
  if (logged.length === 0) return;
  await client.query(
    `WITH moment AS (
       INSERT INTO store.feature_snapshots (snapshot, reviews_before) VALUES (pg_current_snapshot(), $1) RETURNING id
     )
     INSERT INTO store.review_features (review_id, feature_set, features, snapshot_id)
     SELECT l.review_id, $2, decode(l.features, 'hex'), m.id
     FROM moment m, unnest($3::text[], $4::text[]) AS l(review_id, features)
     ORDER BY 1 ON CONFLICT DO NOTHING`,
    [
      reviewsBefore.map(String),
      FEATURE_SET,
      logged.map(({ reviewId }) => reviewId),
      logged.map(({ features }) => encode(features)),
    ],
  );
}

/** Every moment that features were made of, and the reviews that they are of: to make them again. */
export async function readMoments(
  store: PostgresClient | PostgresPool,
): Promise<(Moment & { readonly reviewIds: readonly string[] })[]> {
  const { rows } = await store.query<{ snapshot: string; before: string[]; ids: string[] }>(
    `SELECT snapshot::text AS snapshot, reviews_before AS before, array_agg(review_id) AS ids
     FROM store.review_features f JOIN store.feature_snapshots s ON s.id = f.snapshot_id
     WHERE feature_set = $1 GROUP BY s.id`,
    [FEATURE_SET],
  );
  return rows.map(({ snapshot, before, ids }) => ({
    snapshot,
    reviewsBefore: before.map(BigInt),
    reviewIds: ids,
  }));
}

/** Little-endian, as every machine that runs this is. */
const encode = ({ buffer, byteOffset, byteLength }: Float32Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString("hex");

function decode(bytes: Buffer): Float32Array {
  // A copy: the driver's buffer need not begin where a float may.
  return new Float32Array(new Uint8Array(bytes).buffer);
}
