// The price history's lines: the clean records, those of unknown products, and the damage of each.
import type { RuleId } from "@atelier/contracts/rules.ts";
import { DAY, EPOCH, isoSeconds, SECOND } from "./calendar.ts";
import { isPristine, type Product } from "./products.ts";
import { CODE_ALPHABET, type DrawsOf } from "./draws.ts";
import { quota, spread } from "./spread.ts";

export interface PriceLine {
  readonly productId: string;
  readonly at: number;
  /** As shown, ISO or digits: part of the record's natural id. */
  readonly shownAt: string;
  readonly priceCents: number;
  readonly defect: RuleId | null;
  /** The JSON text, without its end of line. */
  readonly line: string;
}

interface Plain {
  readonly productId: string;
  readonly at: number;
  readonly priceCents: number;
  readonly pristine: boolean;
}

export function makePriceLines(drawsOf: DrawsOf, block: number, products: readonly Product[]): PriceLine[] {
  const plain: Plain[] = products.flatMap((product) =>
    product.prices
      .filter((one) => one.from === "file")
      .map(({ at, priceCents }) => ({
        productId: product.productId,
        at,
        priceCents,
        pristine: isPristine(product),
      })),
  );
  const draws = drawsOf("defect:prices", block);
  // What is rejected would be missed: these are extra lines, beside the real history.
  const extra = (count: number, productId: () => string): Plain[] =>
    Array.from({ length: count }, () => ({
      productId: productId(),
      at: EPOCH - draws.between(10, 100) * DAY - draws.below(86_400) * SECOND,
      priceCents: draws.between(100, 4000),
      pristine: false,
    }));
  const known = () => draws.pick(products).productId;
  const n = plain.length;
  const orphans = extra(quota(n, 6, 3), () => draws.code(9, CODE_ALPHABET));
  const notPositive = extra(quota(n, 8, 3), known);
  const truncated = extra(quota(n, 6, 3), known);
  const repaired = spread<Plain, RuleId>(draws, plain, [
    { what: "price-unit", count: quota(n, 30, 3), fits: (one) => one.pristine },
    { what: "date-epoch", count: quota(n, 30, 3), fits: (one) => one.pristine },
  ]);
  const defects = new Map<Plain, RuleId>([
    ...repaired,
    ...orphans.map((one) => [one, "orphan"] as const),
    ...notPositive.map((one) => [one, "price-not-positive"] as const),
    ...truncated.map((one) => [one, "json-truncated"] as const),
  ]);
  return drawsOf("price:order", block)
    .shuffle([...plain, ...orphans, ...notPositive, ...truncated])
    .map((one, index) => writeLine(drawsOf, block, index, one, defects.get(one) ?? null));
}

function writeLine(
  drawsOf: DrawsOf,
  block: number,
  index: number,
  one: Plain,
  defect: RuleId | null,
): PriceLine {
  const draws = drawsOf("display:price", block, index);
  const epochAsNumber = draws.chance(600);
  const iso = isoSeconds(one.at);
  const shownAt = defect === "date-epoch" ? String(one.at) : iso;
  const le = defect === "date-epoch" && epochAsNumber ? one.at : shownAt;
  const body = {
    produit: one.productId,
    le,
    ...amount(defect, one.priceCents, draws.pick([0, 0, -1, -250])),
  };
  const whole = JSON.stringify(body);
  const line = defect === "json-truncated" ? whole.slice(0, draws.between(12, whole.length - 4)) : whole;
  return { productId: one.productId, at: one.at, shownAt, priceCents: one.priceCents, defect, line };
}

function amount(
  defect: RuleId | null,
  priceCents: number,
  wrong: number,
): { montant: number; unite: string } {
  if (defect === "price-not-positive") return { montant: wrong, unite: "centimes" };
  if (defect === "price-unit") return { montant: priceCents / 100, unite: "euros" };
  return { montant: priceCents, unite: "centimes" };
}
