// What each field of the raw layer holds, and where a collector finds it.
import { RAW_BODIES, RawRecord } from "@atelier/contracts/raw.ts";
import type { Kind, SourceId } from "@atelier/contracts/kinds.ts";
import type { Told } from "@atelier/grader/told.ts";

const told = (fr: string, en: string): Told => ({ fr, en });

export const RECORD_EXPLAINED: Readonly<Record<keyof typeof RawRecord.shape, Told>> = {
  source: told("La source, par son nom.", "The source, by its name."),
  kind: told("La nature de l'enregistrement.", "The record's kind."),
  id: told("L'identifiant naturel.", "The natural id."),
  hash: told(
    "SHA-256 des octets collectés, en hexadécimal.",
    "SHA-256 of the fetched bytes, in hexadecimal.",
  ),
  observedAt: told(
    "L'horloge de la source au moment de la lecture, ISO 8601 UTC.",
    "The source's clock at the time of reading, ISO 8601 UTC.",
  ),
  version: told(
    "Ordonne les versions d'un même identifiant : la plus grande est la plus récente.",
    "Orders the versions of one id: the larger one is newer.",
  ),
  subjects: told(
    "Pseudonymes des personnes dont il parle.",
    "Pseudonyms of the persons that the record speaks of.",
  ),
  repairs: told(
    "Règles déjà appliquées à la collecte (à reprendre dans `lab.repairs`).",
    "Rules already applied by the collector (to be taken over into `lab.repairs`).",
  ),
  body: told("Le contenu, par nature : ci-dessous.", "The content, by kind: below."),
};

type Bodies = { readonly [K in Kind]: Readonly<Record<keyof (typeof RAW_BODIES)[K]["shape"], Told>> };

export const BODIES_EXPLAINED: Bodies = {
  sellers: {
    sellerId: told("Identifiant.", "Id."),
    name: told("Nom affiché.", "Name as shown."),
    commune: told("Commune affichée.", "Commune as shown."),
    department: told("Département affiché.", "Department as shown."),
    postcode: told("Code postal affiché.", "Postcode as shown."),
    joinedOn: told("Date affichée (AAAA-MM-JJ).", "Date as shown (YYYY-MM-DD)."),
  },
  certifications: {
    sellerId: told("Le producteur.", "The seller."),
    label: told("Le label.", "The label."),
    validUntil: told("Date affichée (AAAA-MM-JJ).", "Date as shown (YYYY-MM-DD)."),
  },
  products: {
    reference: told("La référence imprimée : `product_id`.", "The reference printed: `product_id`."),
    page: told("`<catégorie>/<page>` de l'adresse.", "`<category>/<page>` of the address."),
    category: told("Le mot de la catégorie.", "The category's word."),
    sellerId: told("Le producteur.", "The seller."),
    name: told("Nom affiché, espaces compris.", "Name as shown, spaces included."),
    description: told(
      "Texte de la description, lu une fois ; nul sans description.",
      "Text of the description, decoded once; null without one.",
    ),
    price: told("Prix affiché.", "Price as shown."),
    vat: told("TVA affichée.", "VAT as shown."),
    quantity: told("Quantité affichée ; nulle si absente.", "Quantity as shown; null when absent."),
    listedOn: told("Date affichée.", "Date as shown."),
    imageFileId: told(
      "`data-fichier` de l'image ; nul sans image.",
      "The image's `data-fichier`; null without one.",
    ),
  },
  reviews: {
    reviewId: told("Identifiant.", "Id."),
    productId: told("Référence du produit.", "The product's reference."),
    accountKey: told("Pseudonyme du compte.", "Pseudonym of the account."),
    rating: told("Note affichée.", "Rating as shown."),
    text: told(
      "Texte, contacts remplacés par `[e-mail]` et `[téléphone]` ; nul si vide.",
      "Text, contacts replaced by `[e-mail]` and `[téléphone]`; null when empty.",
    ),
    writtenAt: told(
      "Instant affiché (page), ou horloge de l'appareil (flux).",
      "Instant as shown (page), or the device's clock (stream).",
    ),
    receivedAt: told(
      "Flux seulement : instant de réception (`recu_le`).",
      "Stream only: instant of receipt (`recu_le`).",
    ),
    deviceKey: told("Pseudonyme de l'appareil.", "Pseudonym of the device."),
    networkKey: told("Pseudonyme du réseau.", "Pseudonym of the network."),
  },
  orders: {
    orderId: told("Identifiant.", "Id."),
    customerKey: told(
      "Pseudonyme de l'e-mail ; nul pour une personne opposée ou effacée.",
      "Pseudonym of the e-mail; null for a person who objected or was erased.",
    ),
    orderedAt: told("`passee_le` affiché.", "`passee_le` as shown."),
    status: told("`statut` affiché.", "`statut` as shown."),
    totalCents: told("`total_centimes`.", "`total_centimes`."),
    lines: told(
      "Les lignes, dans l'ordre : `productId`, `quantity` (affichée), `unitPriceCents`.",
      "The lines, in order: `productId`, `quantity` (as shown), `unitPriceCents`.",
    ),
  },
  customers: {
    recordId: told("`numero`.", "`numero`."),
    accountKey: told(
      "Pseudonyme de `compte` ; nul s'il est vide.",
      "Pseudonym of `compte`; null when empty.",
    ),
    emailKey: told("Pseudonyme de l'e-mail normalisé.", "Pseudonym of the normalised e-mail."),
    phoneKey: told(
      "Pseudonyme du téléphone normalisé ; nul s'il est vide.",
      "Pseudonym of the normalised phone; null when empty.",
    ),
    department: told(
      "Deux premiers caractères du code postal (trois outre-mer).",
      "First two characters of the postcode (three overseas).",
    ),
    loyaltyBalance: told("`solde` affiché, en euros.", "`solde` as shown, in euros."),
    newsletter: told("`lettre_info` affiché.", "`lettre_info` as shown."),
    pickupPoint: told("`point_retrait`, décodé.", "`point_retrait`, decoded."),
    createdOn: told("`cree_le` affiché.", "`cree_le` as shown."),
    updatedAt: told("`modifie_le` affiché.", "`modifie_le` as shown."),
  },
  prices: {
    productId: told("Le produit.", "The product."),
    at: told(
      "Instant affiché : ISO, ou millisecondes en chiffres. Il fait partie de l'identifiant, tel qu'affiché.",
      "Instant as shown: ISO, or milliseconds in digits. It is part of the id, as shown.",
    ),
    amount: told("Montant affiché, en texte.", "Amount as shown, as text."),
    unit: told("`centimes` ou `euros`.", "`centimes` or `euros`."),
  },
  labels: {
    reviewId: told("L'avis.", "The review."),
    verdict: told("`frauduleux` ou `honnete`.", "`frauduleux` or `honnete`."),
    moderatedOn: told("Date affichée (AAAA-MM-JJ).", "Date as shown (YYYY-MM-DD)."),
  },
  files: {
    fileId: told("`data-fichier`.", "`data-fichier`."),
    path: told("Chemin sur le site.", "Path on the site."),
    declaredMediaType: told("Type annoncé par l'en-tête.", "Type declared by the header."),
    mediaType: told("Type d'après les octets.", "Type by the bytes."),
    bytes: told("Taille.", "Size."),
    sha256: told("SHA-256 des octets.", "SHA-256 of the bytes."),
    width: told("Largeur ; nulle pour un PDF.", "Width; null for a PDF."),
    height: told("Hauteur ; nulle pour un PDF.", "Height; null for a PDF."),
    takenAt: told(
      "EXIF DateTimeOriginal tel quel (`2026:03:04 10:11:12`) ; nul s'il manque.",
      "EXIF DateTimeOriginal as it stands (`2026:03:04 10:11:12`); null when missing.",
    ),
    text: told("Texte d'un PDF.", "Text of a PDF."),
    content: told("Octets en base64 ; nul au-delà de 256 Kio.", "Bytes in base64; null beyond 256 KiB."),
  },
  erasures: {
    subjects: told(
      "Tous les pseudonymes de la personne : compte, puis e-mails, puis téléphones.",
      "All pseudonyms of the person: account, then e-mails, then phones.",
    ),
    reason: told(
      "`objection` (interface partenaire) ou `erasure` (flux).",
      "`objection` (partner API) or `erasure` (stream).",
    ),
    at: told("Depuis quand (`depuis`).", "Since when (`depuis`)."),
  },
};

/** How the natural id of each kind is written: `rawId` of the contract, in words. */
export const IDS_EXPLAINED: Readonly<Record<Kind, string>> = {
  sellers: "<sellerId>",
  certifications: "<sellerId>~<label>",
  products: "<reference>~<category>",
  reviews: "<reviewId>",
  orders: "<orderId>",
  customers: "<recordId>",
  prices: "<productId>~<at>",
  labels: "<reviewId>",
  files: "<fileId>",
  erasures: "<reason>~<subjects[0]>",
};

interface Place {
  readonly kinds: readonly Kind[];
  readonly where: Told;
}

export const SOURCES_EXPLAINED: Readonly<Record<SourceId, Place>> = {
  "catalogue-pages": { kinds: ["products"], where: told("pages de produits (HTML)", "product pages (HTML)") },
  "seller-pages": {
    kinds: ["sellers"],
    where: told("pages de producteurs (JavaScript)", "seller pages (JavaScript)"),
  },
  "review-pages": {
    kinds: ["reviews"],
    where: told("pages de produits, puis XHR", "product pages, then XHR"),
  },
  "partner-orders": { kinds: ["orders"], where: told("API, par curseur (JSON)", "API, by cursor (JSON)") },
  "partner-objections": { kinds: ["erasures"], where: told("API (JSON)", "API (JSON)") },
  "drop-customers": { kinds: ["customers"], where: told("API, clients.csv", "API, clients.csv") },
  "drop-prices": { kinds: ["prices"], where: told("API, prix.jsonl.gz", "API, prix.jsonl.gz") },
  "drop-labels": { kinds: ["labels"], where: told("API, moderation.csv", "API, moderation.csv") },
  media: { kinds: ["files"], where: told("images des pages (PNG, JPEG)", "images of pages (PNG, JPEG)") },
  documents: { kinds: ["files"], where: told("PDF de /conditions", "PDFs of /conditions") },
  events: {
    kinds: ["reviews", "prices", "erasures"],
    where: told("API, flux d'événements", "API, event stream"),
  },
  registry: { kinds: ["certifications"], where: told("registre (HTML)", "registry (HTML)") },
};
