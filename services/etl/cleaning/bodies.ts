// One function per kind: the raw body, field by field, to the clean one.
import type { CleanBody } from "@atelier/contracts/clean.ts";
import type { Kind } from "@atelier/contracts/kinds.ts";
import type { RawBody } from "@atelier/contracts/raw.ts";
import { Refusal, type Cleaning } from "./cleaning.ts";
import { parseCustomerDate, parseDisplayedDate, parseIsoDate, checkDayExists } from "./dates.ts";
import { cleanCommune, parseDepartment, parsePostcode } from "./geography.ts";
import {
  parseExifInstant,
  parseInstant,
  parseOrderInstant,
  parsePriceInstant,
  parseWrittenAt,
} from "./instants.ts";
import { checkTotal, parseLineQuantity, parseStatus } from "./orders.ts";
import { parseAmount, parseBalance, parsePrice, parseVat } from "./prices.ts";
import { parseRating } from "./ratings.ts";
import { cleanDescription, cleanName, cleanReviewText } from "./text.ts";
import { parseQuantity } from "./units.ts";
import { parseNewsletter, parseVerdict } from "./vocabulary.ts";

type CleanBodyOf<K extends Kind> = (body: RawBody<K>, cleaning: Cleaning, observedAt: string) => CleanBody<K>;

const MEDIA_TYPES = ["image/png", "image/jpeg", "application/pdf"] as const;

/** @throws Refusal when the record must go to the dead letters. */
export const cleanBody: { readonly [K in Kind]: CleanBodyOf<K> } = {
  sellers(body, cleaning) {
    const postcode = parsePostcode(body.postcode, cleaning);
    return {
      sellerId: body.sellerId,
      name: cleanName(body.name, cleaning),
      commune: cleanCommune(body.commune, cleaning),
      department: parseDepartment(body.department, postcode, cleaning),
      postcode,
      joinedOn: parseIsoDate(body.joinedOn, "joinedOn"),
    };
  },
  certifications: (body) => ({
    sellerId: body.sellerId,
    label: body.label,
    validUntil: parseIsoDate(body.validUntil, "validUntil"),
  }),
  products(body, cleaning) {
    const { netQuantity, netUnit } = parseQuantity(body.quantity, cleaning);
    return {
      productId: body.reference,
      category: body.category,
      sellerId: body.sellerId,
      name: cleanName(body.name, cleaning),
      description: cleanDescription(body.description, cleaning),
      priceCents: parsePrice(body.price, cleaning),
      vatBasisPoints: parseVat(body.vat, cleaning),
      netQuantity,
      netUnit,
      listedOn: parseDisplayedDate(body.listedOn, "listedOn", cleaning),
      imageFileId: body.imageFileId,
    };
  },
  reviews: (body, cleaning, observedAt) => ({
    reviewId: body.reviewId,
    productId: body.productId,
    accountKey: body.accountKey,
    rating: parseRating(body.rating, cleaning),
    text: cleanReviewText(body.text, cleaning),
    writtenAt: parseWrittenAt(body.writtenAt, body.receivedAt, observedAt, cleaning),
    deviceKey: body.deviceKey,
    networkKey: body.networkKey,
  }),
  orders(body, cleaning) {
    const lines = body.lines.map(({ productId, quantity, unitPriceCents }) => ({
      productId,
      quantity: parseLineQuantity(quantity, cleaning),
      unitPriceCents,
    }));
    return {
      orderId: body.orderId,
      customerKey: body.customerKey,
      orderedAt: parseOrderInstant(body.orderedAt, "orderedAt", cleaning),
      status: parseStatus(body.status, cleaning),
      totalCents: checkTotal(body.totalCents, lines, cleaning),
      lines,
    };
  },
  customers(body, cleaning) {
    checkDayExists(body.updatedAt, "updatedAt", cleaning);
    return {
      recordId: body.recordId,
      accountKey: body.accountKey,
      emailKey: body.emailKey,
      phoneKey: body.phoneKey,
      department: body.department,
      loyaltyCents: parseBalance(body.loyaltyBalance, cleaning),
      newsletter: parseNewsletter(body.newsletter, cleaning),
      pickupPoint: body.pickupPoint,
      createdOn: parseCustomerDate(body.createdOn, "createdOn", cleaning),
      updatedAt: parseInstant(body.updatedAt, "updatedAt"),
    };
  },
  prices: (body, cleaning) => ({
    productId: body.productId,
    at: parsePriceInstant(body.at, "at", cleaning),
    priceCents: parseAmount(body.amount, body.unit, cleaning),
  }),
  labels: (body) => ({
    reviewId: body.reviewId,
    fraudulent: parseVerdict(body.verdict),
    moderatedOn: parseIsoDate(body.moderatedOn, "moderatedOn"),
  }),
  files(body) {
    const mediaType = MEDIA_TYPES.find((known) => known === body.mediaType);
    if (!mediaType) throw new Refusal("schema", "mediaType is none of those that are kept");
    return {
      fileId: body.fileId,
      path: body.path,
      mediaType,
      bytes: body.bytes,
      sha256: body.sha256,
      width: body.width,
      height: body.height,
      takenAt: body.takenAt === null ? null : parseExifInstant(body.takenAt, "takenAt"),
      text: body.text,
      content: body.content,
    };
  },
  erasures: (body) => ({
    subjects: body.subjects,
    reason: body.reason,
    at: parseInstant(body.at, "at"),
  }),
};
