// How clean records are shown, damage included. Each function writes a form outright; none reads one back.
import {
  CUSTOMER_COLUMNS,
  type ListedOrder,
  type ListedProductPage,
  type ListedReview,
  type ListedSeller,
} from "./listing.ts";
import type { OrderStatus } from "./orders.ts";
import {
  DAY,
  HOUR,
  isoDate,
  isoSeconds,
  parisWithoutZone,
  shortDate,
  slashDate,
  wordDate,
} from "./calendar.ts";
import { currentPrice, formerNames, type Product, type Seller } from "./catalogue.ts";
import type { CustomerRecord } from "./customers.ts";
import { mojibake } from "./damage-text.ts";
import type { Draws, DrawsOf } from "./draws.ts";
import type { Order } from "./orders.ts";
import { looseForms, writtenForms } from "./phones.ts";
import type { Review } from "./reviews.ts";

const cents = (value: number, separator = "."): string =>
  `${Math.floor(value / 100)}${separator}${String(value % 100).padStart(2, "0")}`;

/** A decimal without trailing zeros: (1500, 1000) → "1.5". */
function decimal(value: number, per: number): string {
  const whole = Math.floor(value / per);
  const rest = String((value % per) + per)
    .slice(1)
    .replace(/0+$/, "");
  return rest === "" ? String(whole) : `${whole}.${rest}`;
}

/** Two or more spaces, or no-break ones, in place of one. */
const widenSpaces = (draws: Draws, name: string): string =>
  `${draws.pick(["", " ", "\u00a0"])}${name.replace(" ", draws.pick(["\u00a0", " \u00a0", "\u00a0 "]))}${draws.pick(["", "  "])}`;
const curlApostrophes = (name: string): string => name.replaceAll("'", "’");

function damagedName(draws: Draws, name: string, defect: string | null): string {
  if (defect === "spaces") return widenSpaces(draws, name);
  if (defect === "apostrophe") return curlApostrophes(name);
  return name;
}

export function showSeller(drawsOf: DrawsOf, block: number, seller: Seller): ListedSeller {
  const draws = drawsOf("display:seller", block, seller.index);
  const { commune, defect } = seller;
  return {
    sellerId: seller.sellerId,
    name: damagedName(draws, seller.name, defect),
    commune: defect === "commune-merged" ? draws.pick(formerNames(commune.name)) : commune.name,
    department: defect === "department-corsica" ? "20" : commune.department,
    postcode: defect === "postcode-short" ? commune.postcode.slice(1) : commune.postcode,
    joinedOn: isoDate(seller.joinedOn),
    contactName: seller.contactName,
    contactPhone: draws.pick(writtenForms(seller.contactPhone)),
    lastModified: new Date(seller.lastModified),
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  é: "eacute",
  è: "egrave",
  ê: "ecirc",
  ë: "euml",
  à: "agrave",
  â: "acirc",
  ç: "ccedil",
  î: "icirc",
  ï: "iuml",
  ô: "ocirc",
  û: "ucirc",
  ù: "ugrave",
  œ: "oelig",
  É: "Eacute",
  À: "Agrave",
  Œ: "OElig",
  "&": "amp",
};
const entities = (text: string): string =>
  text.replaceAll(/[éèêëàâçîïôûùœÉÀŒ&]/g, (character) => `&${ENTITIES[character]!};`);
const escapeOnce = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function showDescription(draws: Draws, product: Product): string | null {
  if (product.description === null) return null;
  if (product.defect === "double-entity") return entities(product.description).replaceAll("&", "&amp;");
  return draws.chance(400) ? entities(product.description) : escapeOnce(product.description);
}

function showPrice(draws: Draws, product: Product): string {
  const price = currentPrice(product);
  if (product.defect === "price-comma") return `${cents(price, ",")} €`;
  if (product.defect !== "price-thousands") return `${cents(price)} €`;
  const euros = Math.floor(price / 100);
  const space = draws.pick([" ", "\u00a0", "\u202f"]);
  const tail = cents(price).slice(-3);
  return `${Math.floor(euros / 1000)}${space}${String(euros % 1000).padStart(3, "0")}${tail} €`;
}

function showQuantity(draws: Draws, product: Product): string | null {
  const { quantity, defect } = product;
  if (quantity === null) return defect === "missing-marker" ? draws.pick(["N/A", "NC", "-", "(vide)"]) : null;
  if (defect === "unit-kilograms") return `${decimal(quantity, 1000)} kg`;
  if (defect === "unit-litres") {
    return draws.chance(500) || quantity % 10 !== 0 ? `${decimal(quantity, 1000)} l` : `${quantity / 10} cl`;
  }
  return `${quantity} ${product.kind.unit}`;
}

function showListedOn(product: Product): string {
  if (product.defect === "date-slash") return slashDate(product.listedOn);
  if (product.defect === "date-words") return wordDate(product.listedOn);
  if (product.defect === "date-short-year") return shortDate(product.listedOn);
  return isoDate(product.listedOn);
}

const slugOf = (name: string): string =>
  name
    .normalize("NFD")
    .replaceAll("œ", "oe")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");

/** The pages of a product: one a category. `tick` tells apart the ways in which its later pages are shown. */
export function showProduct(
  drawsOf: DrawsOf,
  block: number,
  product: Product,
  tick = 0,
): ListedProductPage[] {
  return product.categories.map((category, page) => {
    const draws = drawsOf("display:product", block, product.index, tick);
    const { vatBasisPoints: vat } = product;
    return {
      slug: `${slugOf(product.name)}-${drawsOf("slug", block, product.index, page).code(4, "bcdfghjkmnpqrstv")}`,
      reference: product.productId,
      category,
      sellerId: product.seller.sellerId,
      name: damagedName(draws, product.name, product.defect),
      descriptionHtml: showDescription(draws, product),
      price: showPrice(draws, product),
      vat: product.defect === "vat-fraction" ? decimal(vat, 10_000) : `${decimal(vat, 100)} %`,
      quantity: showQuantity(draws, product),
      listedOn: showListedOn(product),
      imageFileId: product.imageFileId,
      brokenMarkup: drawsOf("display:markup", block, product.index, page).chance(60),
      lastModified: new Date(product.lastModified),
    };
  });
}

/** What the source shows and what must become of it, for a review's text. */
export interface ShownText {
  readonly shown: string;
  readonly kept: string;
}

export function showText(drawsOf: DrawsOf, block: number, review: Review): ShownText {
  const { text, defect, person } = review;
  const draws = drawsOf("display:text", block, review.index, review.tick);
  if (defect === "mojibake") return { shown: mojibake(text), kept: text };
  if (defect === "text-markup") return { shown: withMarkup(draws, text), kept: text };
  if (defect === "missing-marker") return { shown: draws.pick(["N/A", "NC", "-", "(vide)"]), kept: "" };
  if (defect !== "text-contact") return { shown: text, kept: text };
  const phone = person.phones[0];
  if (phone === undefined || draws.chance(500)) {
    const [before, after] = draws.pick(EMAIL_SENTENCES);
    return withContact(text, before, draws.pick(person.emails), "[e-mail]", after);
  }
  const [before, after] = draws.pick(PHONE_SENTENCES);
  return withContact(text, before, draws.pick(writtenForms(phone)), "[téléphone]", after);
}

/** Eight words at most, so that they may recur. */
const EMAIL_SENTENCES = [
  ["Écrivez-moi à", "pour la recette."],
  ["Remboursement à demander sur", "merci."],
  ["Merci de répondre à", "avant lundi."],
] as const;
const PHONE_SENTENCES = [
  ["Appelez-moi au", "le soir."],
  ["On peut me joindre au", "en semaine."],
  ["Mon numéro est le", "pour le livreur."],
] as const;

const withContact = (
  text: string,
  before: string,
  contact: string,
  label: string,
  after: string,
): ShownText => ({
  shown: `${text} ${before} ${contact} ${after}`,
  kept: `${text} ${before} ${label} ${after}`,
});

function withMarkup(draws: Draws, text: string): string {
  const tag = draws.pick(["<br />", "<br>", " <br /> ", "</p><p>"]);
  return text.replace(". ", `.${tag}`);
}

export function showReview(drawsOf: DrawsOf, block: number, review: Review): ListedReview {
  const draws = drawsOf("display:review", block, review.index, review.tick);
  const { person, defect } = review;
  let writtenAt = isoSeconds(review.at);
  if (defect === "date-future")
    writtenAt = `${Number(writtenAt.slice(0, 4)) + draws.between(10, 60)}${writtenAt.slice(4)}`;
  if (defect === "clock-skew") writtenAt = isoSeconds(review.at + skew(draws));
  return {
    reviewId: review.reviewId,
    productId: review.product.productId,
    author: { account: person.account!, displayName: `${person.firstName} ${person.lastName[0]}.` },
    rating: showRating(draws, review),
    text: showText(drawsOf, block, review).shown,
    writtenAt,
    device: review.connection.device,
    network: review.connection.network,
  };
}

/** Two hours to a year, either way. */
const skew = (draws: Draws): number =>
  draws.pick([1, -1]) * draws.pick([draws.between(2, 20) * HOUR, draws.between(1, 365) * DAY]);

function showRating(draws: Draws, review: Review): string {
  if (review.defect === "rating-fraction") return `${review.rating}/5`;
  if (review.defect === "rating-out-of-range") return draws.pick(["0", "6", "7", "10", "-1", "4.5", "2.5"]);
  return String(review.rating);
}

const STATUS_WORDS: Readonly<Record<OrderStatus, string>> = {
  placed: "passée",
  shipped: "expédiée",
  delivered: "livrée",
  cancelled: "annulée",
};

export function showOrder(drawsOf: DrawsOf, block: number, order: Order): ListedOrder {
  const draws = drawsOf("display:order", block, order.index, order.tick);
  const { person, defect } = order;
  const word = STATUS_WORDS[order.status];
  return {
    orderId: order.orderId,
    customer: {
      name: `${person.firstName} ${person.lastName}`,
      email: order.email,
      phone: person.phones[0] ?? "",
      address: `${person.address}, ${person.commune.postcode} ${person.commune.name}`,
    },
    orderedAt: defect === "time-zone-missing" ? parisWithoutZone(order.at) : isoSeconds(order.at),
    updatedAt: isoSeconds(order.updatedAt),
    status:
      defect === "status-synonym"
        ? draws.pick([word, word.toUpperCase(), word[0]!.toUpperCase() + word.slice(1)])
        : order.status,
    totalCents:
      order.totalCents + (defect === "total-mismatch" ? draws.pick([-100, 100, 1, 250, -1, 999]) : 0),
    lines: order.lines.map((line, at) => ({
      productId: line.productId,
      quantity:
        at === order.damagedLine ? showLineQuantity(draws, line.quantity, defect) : String(line.quantity),
      unitPriceCents: line.unitPriceCents,
    })),
  };
}

function showLineQuantity(draws: Draws, quantity: number, defect: string | null): string {
  if (defect === "quantity-text") return draws.pick([`x${quantity}`, `${quantity} unités`]);
  if (defect === "quantity-negative") return draws.pick(["0", `-${quantity}`]);
  return String(quantity);
}

/** A record's line in the customers file, without its end. */
export function showCustomer(drawsOf: DrawsOf, block: number, record: CustomerRecord): string {
  const draws = drawsOf("display:customer", block, record.person.index, record.nth);
  const { person, defect } = record;
  const flag = record.newsletter;
  const values: Record<(typeof CUSTOMER_COLUMNS)[number], string> = {
    numero: record.recordId,
    compte: record.account ?? "",
    civilite: person.civility,
    nom: person.lastName,
    prenom: person.firstName,
    naissance: isoDate(person.born),
    email: defect === "email-case" ? damagedEmail(draws, record.email) : record.email,
    telephone: showPhone(draws, record),
    adresse: person.address,
    code_postal: person.commune.postcode,
    solde: cents(record.loyaltyCents, defect === "decimal-comma" ? "," : "."),
    lettre_info:
      defect === "boolean-french" ? draws.pick(flag ? ["oui", "O"] : ["non", "N"]) : flag ? "1" : "0",
    point_retrait: record.pickupPoint,
    cree_le: defect === "date-impossible" ? impossible(draws, record.createdOn) : isoDate(record.createdOn),
    modifie_le: isoSeconds(record.updatedAt),
  };
  return CUSTOMER_COLUMNS.map((column) => values[column]).join(";");
}

const damagedEmail = (draws: Draws, email: string): string =>
  draws.pick([
    email.toUpperCase(),
    email[0]!.toUpperCase() + email.slice(1),
    ` ${email}`,
    `${email} `,
    `mailto:${email}`,
  ]);

function showPhone(draws: Draws, record: CustomerRecord): string {
  if (record.phone === null) return "";
  return record.defect === "phone-international" ? draws.pick(looseForms(record.phone)) : record.phone;
}

const impossible = (draws: Draws, day: number): string =>
  `${isoDate(day).slice(0, 4)}-${draws.pick(["02-30", "02-31", "04-31", "06-31", "09-31", "11-31"])}`;
