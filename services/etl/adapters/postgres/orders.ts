// Orders and their lines: an order that is accepted takes its lines with it, and leaves none of a longer older version.
import type { PostgresClient } from "@atelier/platform/postgres.ts";
import type { CleanOf } from "../../messages.ts";
import { columnOf, parametersOf, unnested, type Column } from "./columns.ts";

type Order = CleanOf<"orders">;
type Line = Order["body"]["lines"][number] & { readonly orderId: string; readonly lineNo: number };

const ORDER_COLUMNS: readonly Column<Order>[] = [
  { name: "order_id", type: "text", value: ({ body }) => body.orderId },
  { name: "customer_key", type: "text", value: ({ body }) => body.customerKey },
  { name: "ordered_at", type: "timestamptz", value: ({ body }) => body.orderedAt },
  { name: "status", type: "text", value: ({ body }) => body.status },
  { name: "total_cents", type: "integer", value: ({ body }) => body.totalCents },
  { name: "source", type: "text", value: (order) => order.source },
  { name: "hash", type: "text", value: (order) => order.hash },
  { name: "observed_at", type: "timestamptz", value: (order) => order.observedAt },
  { name: "version", type: "bigint", value: (order) => order.version },
  { name: "subjects", type: "text[]", value: (order) => order.subjects },
  { name: "repairs", type: "text[]", value: (order) => order.repairs },
];
const LINE_COLUMNS: readonly Column<Line>[] = [
  { name: "order_id", type: "text", value: (line) => line.orderId },
  { name: "line_no", type: "integer", value: (line) => line.lineNo },
  { name: "product_id", type: "text", value: (line) => line.productId },
  { name: "quantity", type: "integer", value: (line) => line.quantity },
  { name: "unit_price_cents", type: "integer", value: (line) => line.unitPriceCents },
];

const updated = (columns: readonly Column<never>[], key: readonly string[]) =>
  columns
    .filter(({ name }) => !key.includes(name))
    .map(({ name }) => `${name} = EXCLUDED.${name}`)
    .join(", ");
const namesOf = (columns: readonly Column<never>[]) => columns.map(({ name }) => name).join(", ");

const ORDERS = `WITH accepted AS (
    INSERT INTO store.orders AS t (${namesOf(ORDER_COLUMNS)})
    SELECT ${ORDER_COLUMNS.map((column) => columnOf(column, "m")).join(", ")} FROM ${unnested(ORDER_COLUMNS, "m")}
    ON CONFLICT (order_id) DO UPDATE SET ${updated(ORDER_COLUMNS, ["order_id"])} WHERE EXCLUDED.version >= t.version
    RETURNING order_id
  ),
  given AS MATERIALIZED (
    SELECT m.* FROM ${unnested(LINE_COLUMNS, "m", ORDER_COLUMNS.length + 1)} JOIN accepted USING (order_id)
  ),
  surplus AS (
    DELETE FROM store.order_lines l USING accepted a
    WHERE l.order_id = a.order_id
      AND NOT EXISTS (SELECT FROM given g WHERE g.order_id = l.order_id AND g.line_no = l.line_no)
  ),
  lines AS (
    INSERT INTO store.order_lines AS t (${namesOf(LINE_COLUMNS)}) SELECT ${namesOf(LINE_COLUMNS)} FROM given
    ON CONFLICT (order_id, line_no) DO UPDATE SET ${updated(LINE_COLUMNS, ["order_id", "line_no"])}
  )
  SELECT FROM accepted`;

export async function writeOrders(client: PostgresClient, orders: readonly Order[]): Promise<number> {
  const lines = orders.flatMap(({ id, body }) =>
    body.lines.map((line, index) => ({ ...line, orderId: id, lineNo: index + 1 })),
  );
  const values = [...parametersOf(ORDER_COLUMNS, orders), ...parametersOf(LINE_COLUMNS, lines)];
  const { rowCount } = await client.query({ name: "orders", text: ORDERS, values });
  return rowCount ?? 0;
}
