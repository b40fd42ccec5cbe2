// Lines, statuses and totals of orders.
import { ORDER_STATUSES } from "@atelier/contracts/clean.ts";
import { outOfDomain, repair, unreadable, type Cleaning } from "./cleaning.ts";

export type OrderStatus = (typeof ORDER_STATUSES)[number];

const STATUSES = new Map<string, OrderStatus>(ORDER_STATUSES.map((status) => [status, status]));
const FRENCH_STATUSES = new Map<string, OrderStatus>([
  ["passée", "placed"],
  ["expédiée", "shipped"],
  ["livrée", "delivered"],
  ["annulée", "cancelled"],
]);
const WHOLE = /^-?\d{1,9}$/;
const WORDED = /^(?:x\s?(-?\d{1,9})|(-?\d{1,9})\s?unités?)$/i;

/** "3"; rules `quantity-text` and `quantity-negative`. */
export function parseLineQuantity(shown: string, cleaning: Cleaning): number {
  let digits = shown;
  if (!WHOLE.test(shown)) {
    const worded = WORDED.exec(shown);
    if (!worded || !repair(cleaning, "quantity-text")) throw unreadable("quantity");
    digits = worded[1] ?? worded[2] ?? "";
  }
  const quantity = Number(digits);
  if (quantity <= 0) throw outOfDomain(cleaning, "quantity-negative", "a line's quantity is not above zero");
  return quantity;
}

/** One of the four statuses; rule `status-synonym`. */
export function parseStatus(shown: string, cleaning: Cleaning): OrderStatus {
  const status = STATUSES.get(shown);
  if (status) return status;
  const french = FRENCH_STATUSES.get(shown.toLowerCase().normalize("NFC"));
  if (!french || !repair(cleaning, "status-synonym")) throw unreadable("status");
  return french;
}

/** The total of an order; rule `total-mismatch`. */
export function checkTotal(
  totalCents: number,
  lines: readonly { quantity: number; unitPriceCents: number }[],
  cleaning: Cleaning,
): number {
  let sumCents = 0;
  for (const line of lines) sumCents += line.quantity * line.unitPriceCents;
  return sumCents !== totalCents && repair(cleaning, "total-mismatch") ? sumCents : totalCents;
}
