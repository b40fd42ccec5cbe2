// Reads the contract's views as any reader would: plain SQL, streamed by a cursor, values in canonical form.
import { Client, escapeIdentifier, types } from "pg";
import Cursor from "pg-cursor";
import { VIEWS, type ViewName } from "@atelier/contracts/views.ts";
import type { Row } from "./compare.ts";

const ROWS_AT_ONCE = 5000;

/** Types whose text is not what the contract compares; the rest is the driver's choice. */
const PARSERS = new Map<number, (text: string) => unknown>([
  [types.builtins.INT8, Number],
  [types.builtins.NUMERIC, Number],
  [types.builtins.DATE, (text) => text],
  // With TimeZone=UTC: "2026-03-04 13:05:00.123+00".
  [types.builtins.TIMESTAMPTZ, (text) => new Date(`${text.replace(" ", "T")}:00`).toISOString()],
]);

export interface PostgresReader {
  rows(view: ViewName): AsyncIterable<Row>;
  close(): Promise<void>;
}

export async function connectPostgresReader(url: string): Promise<PostgresReader> {
  const client = new Client({
    connectionString: url,
    options: "-c TimeZone=UTC -c DateStyle=ISO -c default_transaction_read_only=on",
    types: {
      getTypeParser: (oid: number, format?: "text" | "binary") =>
        PARSERS.get(oid) ?? types.getTypeParser(oid, format),
    },
  });
  await client.connect();
  return {
    async *rows(view) {
      const columns = Object.keys(VIEWS[view].shape).map((column) => escapeIdentifier(column));
      const sql = `SELECT ${columns.join(", ")} FROM lab.${escapeIdentifier(view)}`;
      const cursor = client.query(new Cursor<Row>(sql));
      try {
        for (;;) {
          const rows = await cursor.read(ROWS_AT_ONCE);
          if (rows.length === 0) return;
          yield* rows;
        }
      } finally {
        await cursor.close();
      }
    },
    close: () => client.end(),
  };
}
