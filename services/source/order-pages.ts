// Pages of orders by cursor. Orders are only ever appended, so a cursor means the same place for ever and a full page
// never changes; what a tick adds is behind the last page's cursor.
import type { ByteLog } from "./byte-log.ts";

export const DEFAULT_LIMIT = 100;
export const MAX_LIMIT = 500;

export function encodeCursor(position: number): string {
  return Buffer.from(`commandes:${position}`).toString("base64url");
}

/** The start without a cursor; null when it is none of ours, or points behind the end. */
export function decodeCursor(cursor: unknown, length: number): number | null {
  if (cursor === undefined) return 0;
  if (typeof cursor !== "string") return null;
  const match = /^commandes:(0|[1-9]\d{0,11})$/.exec(Buffer.from(cursor, "base64url").toString());
  const position = Number(match?.[1] ?? Number.NaN);
  return position <= length ? position : null;
}

/** The body of a page, made of the bytes in the log. */
export function orderPage(orders: ByteLog, from: number, limit: number): Buffer {
  const end = Math.min(from + limit, orders.length);
  const parts: Buffer[] = [Buffer.from('{"commandes":[')];
  for (let index = from; index < end; index += 1) {
    if (index > from) parts.push(Buffer.from(","));
    parts.push(orders.get(index));
  }
  const next = end < orders.length ? encodeCursor(end) : null;
  parts.push(Buffer.from(`],"suivant":${JSON.stringify(next)}}`));
  return Buffer.concat(parts);
}
