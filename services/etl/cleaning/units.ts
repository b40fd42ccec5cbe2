// Net quantities of products: to whole grams or millilitres.
import type { RuleId } from "@atelier/contracts/rules.ts";
import { Refusal, repair, unreadable, type Cleaning } from "./cleaning.ts";
import { scaledInteger } from "./decimals.ts";
import { isMissing } from "./text.ts";

const QUANTITY = /^(\d+)(?:\.(\d+))?\s?(g|ml|kg|l|cl)$/;

/** How many decimal places a unit is above the one we store, and the rule that knows it. */
const UNITS: Readonly<Record<string, { unit: "g" | "ml"; scale: number; rule?: RuleId }>> = {
  g: { unit: "g", scale: 0 },
  kg: { unit: "g", scale: 3, rule: "unit-kilograms" },
  ml: { unit: "ml", scale: 0 },
  cl: { unit: "ml", scale: 1, rule: "unit-litres" },
  l: { unit: "ml", scale: 3, rule: "unit-litres" },
};

export interface NetQuantity {
  readonly netQuantity: number | null;
  readonly netUnit: "g" | "ml" | null;
}

/** "1500 g" or "750 ml"; rules `unit-kilograms`, `unit-litres` and `missing-marker`. */
export function parseQuantity(shown: string | null, cleaning: Cleaning): NetQuantity {
  if (shown === null || (isMissing(shown) && repair(cleaning, "missing-marker"))) {
    return { netQuantity: null, netUnit: null };
  }
  const parts = QUANTITY.exec(shown);
  const unit = parts ? UNITS[parts[3] ?? ""] : undefined;
  if (!parts || !unit || (unit.rule && !repair(cleaning, unit.rule))) throw unreadable("quantity");
  const netQuantity = scaledInteger(parts[1] ?? "", parts[2] ?? "", unit.scale);
  if (netQuantity === undefined) throw unreadable("quantity");
  if (netQuantity === 0) throw new Refusal("schema", "quantity is not above zero");
  return { netQuantity, netUnit: unit.unit };
}
