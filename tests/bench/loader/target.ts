// The table that every loader ends in, the lab's own, and the statements that peers fill it with.

export const TABLE = "store.reviews";

/** Name of the column, and where its value is in the message. */
const COLUMNS = [
  ["review_id", `(m.body)."reviewId"`],
  ["product_id", `(m.body)."productId"`],
  ["account_key", `(m.body)."accountKey"`],
  ["rating", `(m.body).rating`],
  ["text", `(m.body).text`],
  ["written_at", `(m.body)."writtenAt"`],
  ["device_key", `(m.body)."deviceKey"`],
  ["network_key", `(m.body)."networkKey"`],
  ["source", "m.source"],
  ["hash", "m.hash"],
  ["observed_at", `m."observedAt"`],
  ["version", "m.version"],
  ["subjects", "m.subjects"],
  ["repairs", "m.repairs"],
] as const;

const NAMES = COLUMNS.map(([name]) => name).join(", ");

/** The newest version wins, in whatever order batches come. */
export const ON_CONFLICT = `ON CONFLICT (review_id) DO UPDATE SET ${COLUMNS.slice(1)
  .map(([name]) => `${name} = EXCLUDED.${name}`)
  .join(", ")} WHERE reviews.version <= EXCLUDED.version`;

/** One column an array; `subjects` and `repairs` as array literals, since arrays of uneven arrays do not exist. */
export const UNNEST_UPSERT = `INSERT INTO ${TABLE} (${NAMES})
  SELECT a, b, c, d, e, f, g, h, i, j, k, l, m::text[], n::text[]
  FROM unnest($1::text[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::timestamptz[], $7::text[], $8::text[],
    $9::text[], $10::text[], $11::timestamptz[], $12::bigint[], $13::text[], $14::text[]) AS u(a, b, c, d, e, f, g, h, i, j, k, l, m, n)
  ${ON_CONFLICT}`;

/** What a message's body is to PostgreSQL when it reads messages as they are. */
export const BODY_TYPE = `CREATE TYPE store.review_body AS ("reviewId" text, "productId" text, "accountKey" text,
  rating smallint, text text, "writtenAt" timestamptz, "deviceKey" text, "networkKey" text)`;

/** One JSON array of messages as they are; on one line, as it goes into a YAML file. */
export const JSON_UPSERT = `INSERT INTO ${TABLE} (${NAMES})
  SELECT DISTINCT ON (id) ${COLUMNS.map(([, value]) => value).join(", ")}
  FROM json_to_recordset($1::json) AS m(id text, source text, hash text, "observedAt" timestamptz, version bigint,
    subjects text[], repairs text[], body store.review_body)
  ORDER BY id, version DESC
  ${ON_CONFLICT}`.replaceAll(/\s+/g, " ");

/** Of the whole table, column by column; order-free. */
export const CONTENT_CHECKSUM = `SELECT left(md5(string_agg(md5(row(${NAMES})::text), '' ORDER BY review_id)), 12) AS checksum
  FROM ${TABLE}`;
