// Keeps `cluster_id` of customer records true to rule `customer-duplicate`, in the transaction that changed them.
import type { PostgresClient } from "@atelier/platform/postgres.ts";
import { clusterCustomers } from "../../customer-clusters.ts";

const CLUSTER_LOCK = 7_002;

/** Two transactions that join clusters at the same time would each miss the other's: one after the other. */
export async function lockClusters(client: PostgresClient): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [CLUSTER_LOCK]);
}

interface Row {
  readonly record_id: string;
  readonly email_key: string;
  readonly phone_key: string | null;
  readonly cluster_id: string;
}

/**
 * Clusters anew what `recordIds` (just written) and `clusterIds` (just lost a record) touch. Clusters were closed
 * before, so the records of all clusters touched by the changed records' old and new keys are closed again.
 */
export async function recluster(
  client: PostgresClient,
  touched: { readonly recordIds: readonly string[]; readonly clusterIds: readonly string[] },
): Promise<void> {
  if (touched.recordIds.length === 0 && touched.clusterIds.length === 0) return;
  await lockClusters(client);
  const { rows } = await client.query<Row>(
    `WITH changed AS (SELECT * FROM store.customer_records WHERE record_id = ANY($1))
     SELECT record_id, email_key, phone_key, cluster_id FROM store.customer_records
     WHERE cluster_id = ANY($2) OR cluster_id IN (
       SELECT cluster_id FROM changed
       UNION SELECT r.cluster_id FROM store.customer_records r JOIN changed USING (email_key)
       UNION SELECT r.cluster_id FROM store.customer_records r JOIN changed USING (phone_key)
     )`,
    [touched.recordIds, touched.clusterIds],
  );
  const clusters = clusterCustomers(
    rows.map((row) => ({ recordId: row.record_id, emailKey: row.email_key, phoneKey: row.phone_key })),
  );
  const moved = rows.filter((row) => clusters.get(row.record_id) !== row.cluster_id);
  if (moved.length === 0) return;
  await client.query(
    `UPDATE store.customer_records r SET cluster_id = m.cluster_id
       FROM unnest($1::text[], $2::text[]) AS m(record_id, cluster_id) WHERE r.record_id = m.record_id`,
    [moved.map((row) => row.record_id), moved.map((row) => clusters.get(row.record_id))],
  );
}
