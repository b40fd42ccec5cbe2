// What a farm says of its product.
import type { ProductKind } from "./data/products.ts";
import type { Draws } from "./draws.ts";

const FIRST = [
  "Élaboré à la ferme, en petites quantités, selon une recette de famille.",
  "Un produit simple, préparé à la main & mis en pot sur place.",
  "Récolté à maturité puis préparé dans les deux jours.",
  "Nous travaillons sans intrant de synthèse depuis quinze ans.",
  "Le goût de nos collines, sans colorant ni conservateur.",
  "Issu de notre exploitation, contrôlé à chaque étape.",
];
const SECOND = [
  "Se conserve au frais & à l'abri de la lumière.",
  "À déguster dans l'année, seul ou en cuisine.",
  "Idéal pour un repas de fête ou un goûter d'enfants.",
  "Servir à température ambiante.",
  "Allergènes : voir l'étiquette.",
  "Emballage consigné, à rendre à la prochaine livraison.",
];

export function describeProduct(draws: Draws, kind: ProductKind, origin: string): string {
  const article = kind.gender === "f" ? "Cette" : /^[aeiouhâéœ]/.test(kind.head) ? "Cet" : "Ce";
  const third = `${article} ${kind.head} ${origin} porte la marque de son terroir.`;
  return draws
    .shuffle([draws.pick(FIRST), draws.pick(SECOND), third])
    .slice(0, draws.between(1, 3))
    .join(" ");
}
