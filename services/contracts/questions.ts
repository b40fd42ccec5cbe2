// The ten questions that a submission's stores must answer: the candidate writes the queries, with these parameters in this
// order ($1, $2 … in SQL; $name in Cypher), and the columns in this order. Views of the contract name the words.
interface Told {
  readonly fr: string;
  readonly en: string;
}

export type ColumnType = "text" | "integer" | "date" | "instant" | "decimal";

export interface Question {
  readonly id: `Q${number}`;
  readonly language: "sql" | "cypher";
  readonly told: Told;
  readonly parameters: readonly { readonly name: string; readonly type: ColumnType }[];
  /** `decimal` is compared at two places. */
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  /** The order of rows counts. */
  readonly ordered: boolean;
}

export const QUESTIONS = [
  {
    id: "Q1",
    language: "sql",
    told: {
      fr: "Par département : combien de producteurs, combien de produits ? Les départements sans produit ont 0.",
      en: "By department: how many sellers, how many products? Departments without a product have 0.",
    },
    parameters: [],
    columns: [
      { name: "department", type: "text" },
      { name: "sellers", type: "integer" },
      { name: "products", type: "integer" },
    ],
    ordered: false,
  },
  {
    id: "Q2",
    language: "sql",
    told: {
      fr: "Le prix d'un produit à un instant : le dernier relevé à cet instant ou avant. Aucune ligne s'il n'y en a pas.",
      en: "A product's price at an instant: the last record at that instant or before. No row when there is none.",
    },
    parameters: [
      { name: "product_id", type: "text" },
      { name: "at", type: "instant" },
    ],
    columns: [{ name: "price_cents", type: "integer" }],
    ordered: false,
  },
  {
    id: "Q3",
    language: "sql",
    told: {
      fr: "Chiffre d'affaires par catégorie entre deux dates (la première comprise, la seconde non ; UTC), commandes annulées exclues. Un produit de deux catégories compte dans chacune ; une catégorie sans vente n'apparaît pas.",
      en: "Revenue by category between two dates (the first included, the second not; UTC), cancelled orders left out. A product in two categories counts in each; a category without a sale does not appear.",
    },
    parameters: [
      { name: "from", type: "date" },
      { name: "until", type: "date" },
    ],
    columns: [
      { name: "category", type: "text" },
      { name: "revenue_cents", type: "integer" },
    ],
    ordered: false,
  },
  {
    id: "Q4",
    language: "sql",
    told: {
      fr: "Les n produits les plus commentés entre deux dates (UTC), avec la moyenne de leurs notes ; à égalité, par identifiant croissant.",
      en: "The n most reviewed products between two dates (UTC), with the average of their ratings; ties by ascending id.",
    },
    parameters: [
      { name: "from", type: "date" },
      { name: "until", type: "date" },
      { name: "n", type: "integer" },
    ],
    columns: [
      { name: "product_id", type: "text" },
      { name: "reviews", type: "integer" },
      { name: "average_rating", type: "decimal" },
    ],
    ordered: true,
  },
  {
    id: "Q5",
    language: "sql",
    told: {
      fr: "Les clients connus dont le total des commandes non annulées dépasse un montant.",
      en: "Known customers whose orders, cancelled ones left out, come to more than an amount.",
    },
    parameters: [{ name: "amount_cents", type: "integer" }],
    columns: [
      { name: "customer_key", type: "text" },
      { name: "orders", type: "integer" },
      { name: "total_cents", type: "integer" },
    ],
    ordered: false,
  },
  {
    id: "Q6",
    language: "sql",
    told: {
      fr: "Les produits incomplets : sans description, sans quantité ou sans image ; une ligne par manque (description, quantity, image).",
      en: "Incomplete products: no description, no quantity or no image; one row per gap (description, quantity, image).",
    },
    parameters: [],
    columns: [
      { name: "product_id", type: "text" },
      { name: "gap", type: "text" },
    ],
    ordered: false,
  },
  {
    id: "Q7",
    language: "sql",
    told: {
      fr: "Pour chaque produit d'un producteur : nombre d'avis, et nombre d'avis dont l'auteur (compte d'un client connu) a commandé ce produit avant d'écrire, commande non annulée.",
      en: "For each product of a seller: reviews, and reviews whose author (a known customer's account) had ordered that product before writing, the order not cancelled.",
    },
    parameters: [{ name: "seller_id", type: "text" }],
    columns: [
      { name: "product_id", type: "text" },
      { name: "reviews", type: "integer" },
      { name: "verified", type: "integer" },
    ],
    ordered: false,
  },
  {
    id: "Q8",
    language: "sql",
    told: {
      fr: "Les certifications expirées avant une date : le producteur et le label.",
      en: "Certifications that expired before a date: the seller and the label.",
    },
    parameters: [{ name: "on", type: "date" }],
    columns: [
      { name: "seller_id", type: "text" },
      { name: "label", type: "text" },
    ],
    ordered: false,
  },
  {
    id: "Q9",
    language: "sql",
    told: {
      fr: "Évolution mensuelle (UTC) des ventes d'un producteur : le mois, le chiffre d'affaires, et l'écart avec le mois précédent où il a vendu (nul au premier) ; commandes annulées exclues ; par mois croissant.",
      en: 'Monthly sales of a seller (UTC): the month ("2026-03"), the revenue, and the difference with the previous month in which they sold (null for the first); cancelled orders left out; by ascending month.',
    },
    parameters: [{ name: "seller_id", type: "text" }],
    columns: [
      { name: "month", type: "text" },
      { name: "revenue_cents", type: "integer" },
      { name: "difference_cents", type: "integer" },
    ],
    ordered: true,
  },
  {
    id: "Q10",
    language: "cypher",
    told: {
      fr: "Les paires de comptes qui ont écrit depuis un même appareil et qui ont commenté au moins n mêmes produits ; le plus petit des deux identifiants d'abord.",
      en: "Pairs of accounts that wrote from one device and have reviewed at least n products in common; the smaller of the two keys first.",
    },
    parameters: [{ name: "n", type: "integer" }],
    columns: [
      { name: "first", type: "text" },
      { name: "second", type: "text" },
      { name: "products", type: "integer" },
    ],
    ordered: false,
  },
] as const satisfies readonly Question[];

export type QuestionId = (typeof QUESTIONS)[number]["id"];
