// What each column of the contract's views holds, and the type that PostgreSQL is asked for.
import { DERIVED_VIEWS, PredictionRow, VIEWS } from "@atelier/contracts/views.ts";
import type { Told } from "@atelier/grader/told.ts";

const ALL_VIEWS = { ...VIEWS, ...DERIVED_VIEWS, predictions: PredictionRow } as const;
export type ExplainedView = keyof typeof ALL_VIEWS;

interface Column extends Told {
  /** Where the schema says no more than a text. */
  readonly as?: "date" | "timestamptz";
}
type Explained = {
  readonly [V in ExplainedView]: Readonly<Record<keyof (typeof ALL_VIEWS)[V]["shape"], Column>>;
};

const date = (fr: string, en: string): Column => ({ fr, en, as: "date" });
const instant = (fr: string, en: string): Column => ({ fr, en, as: "timestamptz" });
const told = (fr: string, en: string): Column => ({ fr, en });

export const VIEWS_EXPLAINED: Explained = {
  sellers: {
    seller_id: told("Identifiant du producteur.", "The seller's id."),
    name: told("Nom nettoyé.", "Clean name."),
    commune: told("Commune, nom en vigueur.", "Commune, by its present name."),
    department: told("`01` … `95`, `2A`, `2B`, `971` …", "`01` … `95`, `2A`, `2B`, `971` …"),
    postcode: told("Cinq chiffres.", "Five digits."),
    joined_on: date("Présent sur le marché depuis.", "On the marketplace since."),
  },
  certifications: {
    seller_id: told("Le producteur.", "The seller."),
    label: told("Le label, tel que le registre l'écrit.", "The label, as the registry writes it."),
    valid_until: date("Dernier jour de validité.", "Last day of validity."),
  },
  products: {
    product_id: told("La référence imprimée sur la page.", "The reference printed on the page."),
    seller_id: told("Le producteur.", "The seller."),
    name: told("Nom nettoyé.", "Clean name."),
    description: told(
      "Texte sans balises, entités décodées ; nul si la page n'en a pas.",
      "Text without markup, entities decoded; null when the page has none.",
    ),
    price_cents: told("Prix de la page la plus récente, en centimes.", "Price of the latest page, in cents."),
    vat_basis_points: told("TVA en points de base : 5,5 % vaut 550.", "VAT in basis points: 5.5 % is 550."),
    net_quantity: told(
      "Grammes ou millilitres entiers ; nul si la page ne le dit pas.",
      "Whole grams or millilitres; null when the page does not say.",
    ),
    net_unit: told("`g` ou `ml` ; nul avec net_quantity.", "`g` or `ml`; null with net_quantity."),
    listed_on: date("En ligne depuis.", "Listed since."),
    image_file_id: told(
      "Identifiant de l'image (`data-fichier`) ; nul sans image.",
      "The image's id (`data-fichier`); null without one.",
    ),
  },
  product_categories: {
    product_id: told("Le produit.", "The product."),
    category: told(
      "Le mot de la catégorie dans l'adresse (`/categories/<mot>`).",
      "The category's word in the address (`/categories/<word>`).",
    ),
  },
  prices: {
    product_id: told("Le produit.", "The product."),
    at: instant("Instant du relevé, UTC.", "Instant of the record, UTC."),
    price_cents: told("Prix en centimes.", "Price in cents."),
  },
  customers: {
    customer_key: told(
      "Pseudonyme de l'e-mail de la plus ancienne fiche réunie (cree_le le plus petit).",
      "Pseudonym of the e-mail of the oldest record merged (smallest cree_le).",
    ),
    account_key: told(
      "Pseudonyme du compte de la fiche la plus récemment mise à jour ; nul s'il est vide.",
      "Pseudonym of the account of the record updated last; null when empty.",
    ),
    phone_key: told(
      "Pseudonyme du téléphone de la fiche la plus récemment mise à jour ; nul s'il est vide.",
      "Pseudonym of the phone of the record updated last; null when empty.",
    ),
    department: told(
      "Deux premiers caractères du code postal, trois outre-mer (97, 98).",
      "First two characters of the postcode, three overseas (97, 98).",
    ),
    loyalty_cents: told("Solde de fidélité, en centimes.", "Loyalty balance, in cents."),
    newsletter: told("Abonné à la lettre.", "Subscribed to the newsletter."),
    pickup_point: told("Point de retrait, bien décodé.", "Pick-up point, properly decoded."),
    created_on: date("Date de création de la plus ancienne fiche.", "Date of creation of the oldest record."),
  },
  orders: {
    order_id: told("Identifiant de la commande.", "The order's id."),
    customer_key: told(
      "Le client de `customers` dont une fiche a cet e-mail, sinon le pseudonyme de l'e-mail de la commande ; nul pour une personne opposée ou effacée.",
      "The customer of `customers` who has a record with this e-mail, else the pseudonym of the order's own e-mail; null for a person who objected or was erased.",
    ),
    ordered_at: instant("Instant de la commande, UTC.", "Instant of the order, UTC."),
    status: told(
      "`placed`, `shipped`, `delivered` ou `cancelled`.",
      "`placed`, `shipped`, `delivered` or `cancelled`.",
    ),
    total_cents: told(
      "Somme de toutes ses lignes telles que reçues, orphelines comprises.",
      "Sum of all its lines as received, orphans included.",
    ),
  },
  order_lines: {
    order_id: told("La commande.", "The order."),
    line_no: told(
      "Rang de la ligne dans la commande reçue, à partir de 1 ; une ligne mise de côté garde son rang.",
      "Place of the line in the order as received, from 1; a line set aside keeps its number.",
    ),
    product_id: told("Le produit.", "The product."),
    quantity: told("Quantité, au moins 1.", "Quantity, at least 1."),
    unit_price_cents: told("Prix unitaire, en centimes.", "Unit price, in cents."),
  },
  reviews: {
    review_id: told("Identifiant de l'avis.", "The review's id."),
    product_id: told("Le produit.", "The product."),
    author_key: told("Pseudonyme du compte de l'auteur.", "Pseudonym of the author's account."),
    rating: told("De 1 à 5.", "From 1 to 5."),
    written_at: instant("Écrit à, UTC.", "Written at, UTC."),
    device_key: told("Pseudonyme de l'appareil.", "Pseudonym of the device."),
    network_key: told("Pseudonyme du réseau.", "Pseudonym of the network."),
  },
  labels: {
    review_id: told("L'avis, connu.", "The review, which is known."),
    fraudulent: told(
      "Vrai pour `frauduleux`, faux pour `honnete`.",
      "True for `frauduleux`, false for `honnete`.",
    ),
    moderated_on: date("Date de la modération.", "Date of moderation."),
  },
  files: {
    file_id: told("`data-fichier` de l'image ou du document.", "`data-fichier` of the image or document."),
    media_type: told(
      "`image/png`, `image/jpeg` ou `application/pdf`, d'après les octets.",
      "`image/png`, `image/jpeg` or `application/pdf`, by the bytes.",
    ),
    bytes: told("Taille en octets.", "Size in bytes."),
    sha256: told(
      "SHA-256 des octets, en hexadécimal minuscule.",
      "SHA-256 of the bytes, in lower-case hexadecimal.",
    ),
    width: told("Largeur en pixels ; nul pour un PDF.", "Width in pixels; null for a PDF."),
    height: told("Hauteur en pixels ; nul pour un PDF.", "Height in pixels; null for a PDF."),
    taken_at: instant(
      "EXIF DateTimeOriginal, lu en UTC ; nul s'il manque.",
      "EXIF DateTimeOriginal, read as UTC; null when missing.",
    ),
  },
  rejects: {
    source: told("La source (liste ci-dessous).", "The source (listed below)."),
    kind: told("La nature de l'enregistrement.", "The record's kind."),
    pointer: told(
      "Où regarder : l'identifiant naturel ; `<nom du fichier>#<numéro de ligne à partir de 1>` pour une ligne illisible ; `<commande>#<rang de la ligne>` pour une ligne de commande orpheline.",
      "Where to look: the natural id; `<file name>#<line number from 1>` for an unreadable line; `<order>#<line number>` for an orphan order line.",
    ),
    rule: told("La règle qui rejette.", "The rule that rejects."),
  },
  repairs: {
    kind: told("La nature de l'enregistrement.", "The record's kind."),
    id: told("Son identifiant naturel.", "Its natural id."),
    rule: told(
      "La règle qui a changé quelque chose ; une ligne par règle.",
      "The rule that changed something; one row a rule.",
    ),
  },
  seller_sales: {
    seller_id: told(
      "Le producteur des lignes (par leur produit).",
      "The seller of the lines (by their product).",
    ),
    month: told("Mois UTC de la commande, `2026-03`.", "UTC month of the order, `2026-03`."),
    orders: told("Nombre de commandes distinctes.", "Number of distinct orders."),
    units: told("Somme des quantités.", "Sum of quantities."),
    revenue_cents: told(
      "Somme des quantités × prix unitaires, commandes annulées exclues.",
      "Sum of quantities × unit prices, cancelled orders left out.",
    ),
  },
  predictions: {
    review_id: told(
      "Chaque avis de `reviews`, étiqueté ou non.",
      "Each review of `reviews`, labelled or not.",
    ),
    score: told("De 0, sûrement honnête, à 1.", "From 0, surely honest, to 1."),
    flagged: told(
      "Vrai au-dessus de votre seuil : l'avis est signalé.",
      "True above your threshold: the review is flagged.",
    ),
  },
};

export const viewShapes: { readonly [V in ExplainedView]: (typeof ALL_VIEWS)[V] } = ALL_VIEWS;
