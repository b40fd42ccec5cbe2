// A clean record back to a raw one, in base forms: what is written over a raw record that must lose a person, or
// that an older version followed in the log. Normalising it gives the same clean record again.
import type { RawRecord } from "@atelier/contracts/raw.ts";
import type { CleanOf } from "./messages.ts";

export function canonicalRawOrder({ body, ...envelope }: CleanOf<"orders">): RawRecord {
  const lines = body.lines.map((line) => ({ ...line, quantity: String(line.quantity) }));
  return { ...envelope, body: { ...body, lines } };
}

export function canonicalRawReview({ body, ...envelope }: CleanOf<"reviews">): RawRecord {
  return { ...envelope, body: { ...body, rating: String(body.rating), receivedAt: null } };
}

/** The order without its person: what stays of it once the person is forgotten. */
export function anonymisedOrder(order: CleanOf<"orders">): CleanOf<"orders"> {
  return { ...order, subjects: [], body: { ...order.body, customerKey: null } };
}
