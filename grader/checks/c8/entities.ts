// What the trade of the dossier is made of, as people name it in either language.

/** Each may be drawn under any of these names, alone or with a prefix such as dim_. */
export const ENTITIES: Readonly<Record<string, readonly string[]>> = {
  seller: ["seller", "vendeur", "producteur", "producer", "vendor", "merchant", "marchand"],
  certification: [
    "certification",
    "certificate",
    "certificat",
    "label bio",
    "seller label",
    "seller certification",
  ],
  product: ["product", "produit", "article", "item"],
  category: ["category", "categorie", "product category", "categorie produit", "produit categorie"],
  price: ["price", "prix", "tarif", "product price", "prix produit", "price history", "historique prix"],
  customer: ["customer", "client", "customer record", "acheteur", "buyer", "account", "compte"],
  order: ["order", "commande", "purchase", "vente", "sale", "sale order"],
  "order line": [
    "order line",
    "ligne commande",
    "commande ligne",
    "line item",
    "order item",
    "ligne",
    "order detail",
    "detail commande",
  ],
  review: ["review", "avis", "commentaire", "rating", "evaluation"],
  file: ["file", "fichier", "image", "photo", "media", "document", "asset"],
};

const PREFIXES = new Set([
  "dim",
  "fact",
  "fait",
  "tbl",
  "table",
  "t",
  "lab",
  "store",
  "public",
  "entity",
  "entite",
]);
const SMALL_WORDS = new Set(["de", "du", "des", "d", "la", "le", "l", "of", "the"]);

/** ORDER_LINES, orderLine, fact_order_line and « Lignes de commande » are compared as words, in the singular. */
export function plainName(name: string): string {
  const words = (name.split(".").at(-1) ?? "")
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "" && !SMALL_WORDS.has(word))
    .map(singular);
  return (PREFIXES.has(words[0] ?? "") && words.length > 1 ? words.slice(1) : words).join(" ");
}

function singular(word: string): string {
  if (word === "avis" || word === "prix") return word;
  if (/[a-z]{2}ies$/u.test(word)) return `${word.slice(0, -3)}y`;
  return word.length > 3 && /[^s]s$/u.test(word) ? word.slice(0, -1) : word;
}

export function entitiesNamed(names: readonly string[]): string[] {
  const plain = new Set(names.map(plainName));
  return Object.entries(ENTITIES)
    .filter(([, synonyms]) => synonyms.some((synonym) => plain.has(plainName(synonym))))
    .map(([entity]) => entity);
}
