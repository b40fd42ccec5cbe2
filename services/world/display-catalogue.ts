// How sellers and products are shown, damage included. Each function writes a form outright; none reads one back.
import type { ListedProductPage, ListedSeller } from "./listing.ts";
import { cents, decimal } from "./amounts.ts";
import { isoDate, shortDate, slashDate, wordDate } from "./calendar.ts";
import { currentPrice, type Product } from "./products.ts";
import type { Draws, DrawsOf } from "./draws.ts";
import { writtenForms } from "./phones.ts";
import { formerNames, type Seller } from "./sellers.ts";

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
export const entities = (text: string): string =>
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
