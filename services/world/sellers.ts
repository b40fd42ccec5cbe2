// The sellers of a block, clean; with the one defect that each will be shown with.
import { MERGED_COMMUNES, type RuleId } from "@atelier/contracts/rules.ts";
import { DAY, dayBefore, EPOCH, HISTORY_DAYS, SECOND } from "./calendar.ts";
import { canaryName, contactCanary } from "./canary-names.ts";
import { CORSICA, LEADING_ZERO, MAINLAND, MERGED, OVERSEAS, type Commune } from "./data/communes.ts";
import { FIRST_NAMES, LAST_NAMES } from "./data/names.ts";
import { CERTIFICATIONS, FARM_PLACES, FARMS } from "./data/products.ts";
import type { Draws, DrawsOf } from "./draws.ts";
import { identifier } from "./identifiers.ts";
import type { Layout } from "./layout.ts";
import { farmPhone } from "./phones.ts";
import { spread } from "./spread.ts";

export interface Seller {
  readonly index: number;
  readonly sellerId: string;
  readonly name: string;
  readonly commune: Commune;
  readonly joinedOn: number;
  readonly certifications: readonly { readonly label: string; readonly validUntil: number }[];
  readonly contactName: string;
  /** "+33199001234" */
  readonly contactPhone: string;
  /** The contact is a canary. */
  readonly canary: boolean;
  readonly lastModified: number;
  readonly defect: RuleId | null;
}

const SELLER_CLASSES: readonly RuleId[] = ["postcode-short", "department-corsica", "commune-merged"];

export function makeSellers(drawsOf: DrawsOf, layout: Layout, block: number): Seller[] {
  const size = layout.size(block);
  const perClass = Math.max(1, Math.floor(size.sellers / 4));
  const defects = spread(drawsOf("defect:sellers", block), Array.from({ length: size.sellers }).keys(), [
    ...SELLER_CLASSES.map((what) => ({ what, count: Math.min(perClass, 3) })),
    { what: "spaces" as RuleId, count: 1 },
    { what: "apostrophe" as RuleId, count: 1 },
  ]);
  return Array.from({ length: size.sellers }, (_, index) => {
    const draws = drawsOf("seller", block, index);
    const defect = defects.get(index) ?? null;
    const canary = drawsOf("seller:canary", block, index).chance(200);
    const place = defect === "apostrophe" ? FARM_PLACES.filter((one) => one.includes("'")) : FARM_PLACES;
    const name = `${draws.pick(FARMS)} ${draws.pick(place)}`;
    const joinedOn = dayBefore(draws, 2400, HISTORY_DAYS + 30);
    return {
      index,
      sellerId: identifier(drawsOf, "seller", block, index),
      name,
      commune: communeFor(draws, defect),
      joinedOn,
      certifications: draws
        .shuffle(CERTIFICATIONS)
        .slice(0, draws.weighted([25, 45, 22, 8]))
        .map((label) => ({ label, validUntil: EPOCH - (EPOCH % DAY) + draws.between(20, 900) * DAY })),
      contactName: `${draws.pick(draws.pick([FIRST_NAMES.f, FIRST_NAMES.m]))} ${
        canary ? canaryName(drawsOf, contactCanary(layout, block, index)) : draws.pick(LAST_NAMES)
      }`,
      contactPhone: farmPhone(drawsOf, block, index),
      canary,
      lastModified: EPOCH - draws.between(2, 200) * DAY - draws.below(86_400) * SECOND,
      defect,
    };
  });
}

function communeFor(draws: Draws, defect: RuleId | null): Commune {
  if (defect === "postcode-short") return draws.pick(LEADING_ZERO);
  if (defect === "department-corsica") return draws.pick(CORSICA);
  if (defect === "commune-merged") return draws.pick(MERGED);
  return draws.pick(draws.pick([MAINLAND, MAINLAND, MAINLAND, MAINLAND, CORSICA, OVERSEAS, MERGED]));
}

/** A former name of the commune nouvelle. */
export const formerNames = (commune: string): string[] =>
  Object.keys(MERGED_COMMUNES).filter((former) => MERGED_COMMUNES[former] === commune);
