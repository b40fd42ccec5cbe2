// Prices, VAT rates and loyalty balances: from what is displayed to cents and basis points.
import { outOfDomain, Refusal, repair, unreadable, type Cleaning } from "./cleaning.ts";
import { scaledInteger } from "./decimals.ts";

const DISPLAYED_PRICE = /^(\d{1,3}(?:\s\d{3})+|\d+)([.,])(\d\d)\s?€$/;
const PERCENTAGE = /^(\d+)(?:\.(\d+))?\s?%$/;
const FRACTION = /^([01])\.(\d+)$/;
const BALANCE = /^(-?)(\d+)(?:([.,])(\d{1,2}))?$/;
const AMOUNT = /^(-?)(\d+)(?:\.(\d+))?$/;
const SPACE = /\s/;
const SPACES = /\s/g;

/** "12.50 €" to cents; rules `price-comma` and `price-thousands`. */
export function parsePrice(shown: string, cleaning: Cleaning): number {
  const parts = DISPLAYED_PRICE.exec(shown);
  if (!parts) throw unreadable("price");
  let whole = parts[1] ?? "";
  if (parts[2] === "," && !repair(cleaning, "price-comma")) throw unreadable("price");
  if (SPACE.test(whole)) {
    if (!repair(cleaning, "price-thousands")) throw unreadable("price");
    whole = whole.replaceAll(SPACES, "");
  }
  const cents = scaledInteger(whole, parts[3] ?? "", 2);
  if (cents === undefined) throw unreadable("price");
  if (cents === 0) throw new Refusal("schema", "price is not above zero");
  return cents;
}

/** "5.5 %" to basis points (550); rule `vat-fraction`: "0.055" too. */
export function parseVat(shown: string, cleaning: Cleaning): number {
  const percentage = PERCENTAGE.exec(shown);
  const fraction = percentage ? null : FRACTION.exec(shown);
  if (!percentage && !(fraction && repair(cleaning, "vat-fraction"))) throw unreadable("vat");
  const [, whole = "", decimals = ""] = percentage ?? fraction ?? [];
  const basisPoints = scaledInteger(whole, decimals, percentage ? 2 : 4);
  if (basisPoints === undefined) throw unreadable("vat");
  return basisPoints;
}

/** "12.50" to cents; rule `decimal-comma`. */
export function parseBalance(shown: string, cleaning: Cleaning): number {
  const parts = BALANCE.exec(shown);
  if (!parts) throw unreadable("loyaltyBalance");
  if (parts[3] === "," && !repair(cleaning, "decimal-comma")) throw unreadable("loyaltyBalance");
  const cents = scaledInteger(parts[2] ?? "", parts[4] ?? "", 2);
  if (cents === undefined) throw unreadable("loyaltyBalance");
  return parts[1] && cents !== 0 ? -cents : cents;
}

/** The amount of a price record, to cents; rules `price-unit` and `price-not-positive`. */
export function parseAmount(amount: string, unit: string, cleaning: Cleaning): number {
  const parts = AMOUNT.exec(amount);
  if (!parts) throw unreadable("amount");
  const inEuros = unit === "euros" && repair(cleaning, "price-unit");
  if (!inEuros && unit !== "centimes") throw unreadable("unit");
  const cents = scaledInteger(parts[2] ?? "", parts[3] ?? "", inEuros ? 2 : 0);
  if (cents === undefined) throw unreadable("amount");
  if (cents === 0 || parts[1]) throw outOfDomain(cleaning, "price-not-positive", "amount is not above zero");
  return cents;
}
