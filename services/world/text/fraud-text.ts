// What a ring writes: variations on few sentences.
import type { ProductKind } from "../data/products.ts";
import type { Draws } from "../draws.ts";

export interface RingStyle {
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

const GOOD = [
  "Produit parfait, je recommande à tous",
  "Vraiment le meilleur du marché, foncez",
  "Qualité au rendez-vous, vendeur sérieux",
  "Rien à redire, je rachète les yeux fermés",
  "Livraison rapide et produit au top",
  "Un régal, toute la famille adore",
  "Excellent rapport qualité prix",
];
const BAD = [
  "Produit infect, à fuir",
  "Grosse déception, ne perdez pas votre argent",
  "Vendeur pas sérieux, je déconseille",
  "Très mauvais, rien à voir avec la photo",
  "Jamais vu ça, produit immangeable",
];

export const ringStyle = (draws: Draws): RingStyle => ({
  good: draws.shuffle(GOOD).slice(0, 4),
  bad: draws.shuffle(BAD).slice(0, 3),
});

export function fraudText(draws: Draws, style: RingStyle | null, rating: number, kind: ProductKind): string {
  const pool = rating >= 3 ? (style?.good ?? GOOD) : (style?.bad ?? BAD);
  const sentences = draws.shuffle(pool).slice(0, draws.between(1, 3));
  const text = sentences.map((one) => one + draws.pick([".", " !", "."])).join(" ");
  return draws.chance(300) ? `${text} ${kind.gender === "f" ? "Super" : "Top"} ${kind.head}.` : text;
}
