// The clean layer: what the normaliser publishes and the loaders write.
import { z } from "zod";
import { KINDS, SOURCES } from "./kinds.ts";
import { RULE_IDS } from "./rules.ts";
import { Pseudonym } from "./pseudonym.ts";

const isoDate = z.iso.date();
const isoInstant = z.iso.datetime();
const cents = z.number().int();

export const ORDER_STATUSES = ["placed", "shipped", "delivered", "cancelled"] as const;

export const CleanSeller = z.object({
  sellerId: z.string(),
  name: z.string(),
  commune: z.string(),
  /** "01" … "95", "2A", "2B", "971" … */
  department: z.string(),
  postcode: z.string().length(5),
  joinedOn: isoDate,
});
export const CleanCertification = z.object({
  sellerId: z.string(),
  label: z.string(),
  validUntil: isoDate,
});
export const CleanProduct = z.object({
  productId: z.string(),
  category: z.string(),
  sellerId: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  priceCents: cents.positive(),
  /** 5.5 % is 550. */
  vatBasisPoints: z.number().int(),
  /** Whole grams or millilitres, as `netUnit` says; null when the page does not say. */
  netQuantity: z.number().int().positive().nullable(),
  netUnit: z.enum(["g", "ml"]).nullable(),
  listedOn: isoDate,
  imageFileId: z.string().nullable(),
});
export const CleanReview = z.object({
  reviewId: z.string(),
  productId: z.string(),
  accountKey: Pseudonym,
  rating: z.number().int().min(1).max(5),
  text: z.string().nullable(),
  writtenAt: isoInstant,
  deviceKey: Pseudonym,
  networkKey: Pseudonym,
});
export const CleanOrder = z.object({
  orderId: z.string(),
  customerKey: Pseudonym.nullable(),
  orderedAt: isoInstant,
  status: z.enum(ORDER_STATUSES),
  totalCents: cents,
  lines: z.array(
    z.object({ productId: z.string(), quantity: z.number().int().positive(), unitPriceCents: cents }),
  ),
});
export const CleanCustomer = z.object({
  recordId: z.string(),
  accountKey: Pseudonym.nullable(),
  emailKey: Pseudonym,
  phoneKey: Pseudonym.nullable(),
  department: z.string(),
  loyaltyCents: cents,
  newsletter: z.boolean(),
  pickupPoint: z.string(),
  createdOn: isoDate,
  updatedAt: isoInstant,
});
export const CleanPrice = z.object({
  productId: z.string(),
  at: isoInstant,
  priceCents: cents.positive(),
});
export const CleanLabel = z.object({
  reviewId: z.string(),
  fraudulent: z.boolean(),
  moderatedOn: isoDate,
});
export const CleanFile = z.object({
  fileId: z.string(),
  path: z.string(),
  mediaType: z.enum(["image/png", "image/jpeg", "application/pdf"]),
  bytes: z.number().int(),
  sha256: z.string(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  takenAt: isoInstant.nullable(),
  text: z.string().nullable(),
  content: z.string().nullable(),
});
export const CleanErasure = z.object({
  subjects: z.array(Pseudonym).min(1),
  reason: z.enum(["erasure", "objection"]),
  at: isoInstant,
});

export const CLEAN_BODIES = {
  sellers: CleanSeller,
  certifications: CleanCertification,
  products: CleanProduct,
  reviews: CleanReview,
  orders: CleanOrder,
  customers: CleanCustomer,
  prices: CleanPrice,
  labels: CleanLabel,
  files: CleanFile,
  erasures: CleanErasure,
} as const;
export type CleanBody<K extends keyof typeof CLEAN_BODIES> = z.infer<(typeof CLEAN_BODIES)[K]>;

/** Value of a record on `clean.<kind>`; its key is `id` (that of the raw record). A null value is a tombstone. */
export const CleanRecord = z.object({
  source: z.enum(SOURCES),
  kind: z.enum(KINDS),
  id: z.string(),
  hash: z.string(),
  observedAt: isoInstant,
  version: z.number().int(),
  subjects: z.array(Pseudonym),
  /** Every rule that changed something, the scraper's included. */
  repairs: z.array(z.enum(RULE_IDS)),
  body: z.unknown(),
});
export type CleanRecord = z.infer<typeof CleanRecord>;

/** Value of a record on `dead.<kind>`: a pointer, never the payload. Its key is `pointer`. */
export const DeadLetter = z.object({
  source: z.enum(SOURCES),
  kind: z.enum(KINDS),
  /** Where to look: `<raw id>` for a record, `<file name>#<line number>` for a line that could not be read. */
  pointer: z.string(),
  hash: z.string(),
  /** A cleaning rule, or `unreadable` / `schema` for what no rule foresees. */
  rule: z.union([z.enum(RULE_IDS), z.enum(["unreadable", "schema"])]),
  reason: z.string(),
  observedAt: isoInstant,
  subjects: z.array(Pseudonym),
  /** That of the raw record; a line that could not be read has none. */
  version: z.number().int().nonnegative().optional(),
});
export type DeadLetter = z.infer<typeof DeadLetter>;
