// What a buyer writes of a product. Composed, so that no two buyers say the same at length.
import type { ProductKind } from "../data/products.ts";
import type { Draws } from "../draws.ts";

const OPINIONS = [
  "Très bon",
  "Un vrai plaisir",
  "Goût franc",
  "Correct sans plus",
  "Un peu décevant",
  "Agréable surprise",
];
const USES = ["au petit déjeuner", "pour un repas de famille", "en cuisine", "à l'apéritif", "au goûter"];

export function honestText(draws: Draws, rating: number, kind: ProductKind): string {
  if (draws.chance(60)) return "";
  const article = kind.gender === "f" ? "cette" : /^[aeiouhâéœ]/.test(kind.head) ? "cet" : "ce";
  const grade = rating >= 4 ? "avec plaisir" : "sans enthousiasme";
  return `${draws.pick(OPINIONS)}. Nous avons goûté ${article} ${kind.head} ${draws.pick(USES)}, ${grade}. ${draws.pick(OPINIONS)} malgré ${draws.between(2, 9)} jours d'attente.`;
}
