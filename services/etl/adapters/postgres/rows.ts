// Rows back to the clean records they came from: for what must be written to the log again.
import type { SourceId } from "@atelier/contracts/kinds.ts";
import type { RuleId } from "@atelier/contracts/rules.ts";
import type { PostgresClient } from "@atelier/platform/postgres.ts";
import type { CleanOf } from "../../messages.ts";

interface Lineage {
  readonly id: string;
  readonly source: SourceId;
  readonly hash: string;
  readonly observed_at: Date;
  readonly version: string;
  readonly subjects: string[];
  readonly repairs: RuleId[];
}

const envelope = (row: Lineage) => ({
  source: row.source,
  id: row.id,
  hash: row.hash,
  observedAt: row.observed_at.toISOString(),
  version: Number(row.version),
  subjects: row.subjects,
  repairs: row.repairs,
});

interface OrderRow extends Lineage {
  readonly customer_key: string | null;
  readonly ordered_at: Date;
  readonly status: CleanOf<"orders">["body"]["status"];
  readonly total_cents: number;
  readonly lines: CleanOf<"orders">["body"]["lines"];
}

export async function readOrders(
  client: PostgresClient,
  ids: readonly string[],
): Promise<CleanOf<"orders">[]> {
  if (ids.length === 0) return [];
  const { rows } = await client.query<OrderRow>(
    `SELECT o.order_id AS id, o.*, coalesce((
       SELECT json_agg(json_build_object('productId', product_id, 'quantity', quantity,
         'unitPriceCents', unit_price_cents) ORDER BY line_no)
       FROM store.order_lines l WHERE l.order_id = o.order_id), '[]') AS lines
     FROM store.orders o WHERE o.order_id = ANY($1)`,
    [ids],
  );
  return rows.map((row) => ({
    ...envelope(row),
    kind: "orders",
    body: {
      orderId: row.id,
      customerKey: row.customer_key,
      orderedAt: row.ordered_at.toISOString(),
      status: row.status,
      totalCents: row.total_cents,
      lines: row.lines,
    },
  }));
}

interface ReviewRow extends Lineage {
  readonly product_id: string;
  readonly account_key: string;
  readonly rating: number;
  readonly text: string | null;
  readonly written_at: Date;
  readonly device_key: string;
  readonly network_key: string;
}

export async function readReviews(
  client: PostgresClient,
  ids: readonly string[],
): Promise<CleanOf<"reviews">[]> {
  if (ids.length === 0) return [];
  const { rows } = await client.query<ReviewRow>(
    "SELECT review_id AS id, r.* FROM store.reviews r WHERE review_id = ANY($1)",
    [ids],
  );
  return rows.map((row) => ({
    ...envelope(row),
    kind: "reviews",
    body: {
      reviewId: row.id,
      productId: row.product_id,
      accountKey: row.account_key,
      rating: row.rating,
      text: row.text,
      writtenAt: row.written_at.toISOString(),
      deviceKey: row.device_key,
      networkKey: row.network_key,
    },
  }));
}
