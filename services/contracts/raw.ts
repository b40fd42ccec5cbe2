// The raw layer: what the scraper publishes. Bodies hold the text as the source shows it, after personal data
// has been pseudonymised or redacted, and before any cleaning.
import { z } from "zod";
import { KINDS, SOURCES } from "./kinds.ts";
import { RULE_IDS } from "./rules.ts";
import { Pseudonym } from "./pseudonym.ts";

const shown = z.string();
const shownOrNull = z.string().nullable();

export const RawSeller = z.object({
  sellerId: shown,
  name: shown,
  commune: shown,
  department: shown,
  postcode: shown,
  joinedOn: shown,
});

export const RawCertification = z.object({ sellerId: shown, label: shown, validUntil: shown });

export const RawProduct = z.object({
  /** The reference printed on the page; the page's own address differs per category. */
  reference: shown,
  /** Identifies the page: `<category slug>/<page slug>`. */
  page: shown,
  category: shown,
  sellerId: shown,
  name: shown,
  description: shownOrNull,
  price: shown,
  vat: shown,
  /** "1500 g", "1.5 kg", "75 cl" … or null when the page does not say. */
  quantity: shownOrNull,
  listedOn: shown,
  imageFileId: shownOrNull,
});

export const RawReview = z.object({
  reviewId: shown,
  productId: shown,
  accountKey: Pseudonym,
  rating: shown,
  /** Contacts redacted as `[e-mail]` and `[téléphone]`; null when the review has no text. */
  text: shownOrNull,
  /** Pages: the displayed time. Events: the author's device clock. */
  writtenAt: shown,
  /** Events only: when the marketplace received it (its own clock, trustworthy). */
  receivedAt: shownOrNull,
  deviceKey: Pseudonym,
  networkKey: Pseudonym,
});

export const RawOrder = z.object({
  orderId: shown,
  /** Pseudonym of the e-mail; null for a person who objected. */
  customerKey: Pseudonym.nullable(),
  orderedAt: shown,
  status: shown,
  totalCents: z.number().int(),
  lines: z.array(z.object({ productId: shown, quantity: shown, unitPriceCents: z.number().int() })),
});

export const RawCustomer = z.object({
  recordId: shown,
  accountKey: Pseudonym.nullable(),
  emailKey: Pseudonym,
  phoneKey: Pseudonym.nullable(),
  /** Already reduced to its first two characters (three overseas), as printed: "1" may stand for "01". */
  department: shown,
  loyaltyBalance: shown,
  newsletter: shown,
  pickupPoint: shown,
  createdOn: shown,
  updatedAt: shown,
});

export const RawPrice = z.object({
  productId: shown,
  /** ISO instant, or epoch milliseconds as digits. */
  at: shown,
  amount: shown,
  /** "centimes" or "euros". */
  unit: shown,
});

export const RawLabel = z.object({ reviewId: shown, verdict: shown, moderatedOn: shown });

export const RawFile = z.object({
  fileId: shown,
  path: shown,
  /** As declared by name or header; the bytes decide. */
  declaredMediaType: shown,
  mediaType: shown,
  bytes: z.number().int(),
  sha256: shown,
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** EXIF DateTimeOriginal as printed, "2026:03:04 10:11:12", UTC by the source's terms. */
  takenAt: shownOrNull,
  /** Text of a PDF. */
  text: shownOrNull,
  /** Base64; null beyond 256 KB (then `path` is the reference). */
  content: shownOrNull,
});

/** A person to forget: all their pseudonyms. */
export const RawErasure = z.object({
  subjects: z.array(Pseudonym).min(1),
  reason: z.enum(["erasure", "objection"]),
  at: shown,
});

export const RAW_BODIES = {
  sellers: RawSeller,
  certifications: RawCertification,
  products: RawProduct,
  reviews: RawReview,
  orders: RawOrder,
  customers: RawCustomer,
  prices: RawPrice,
  labels: RawLabel,
  files: RawFile,
  erasures: RawErasure,
} as const;

/**
 * Value of a record on `raw.<kind>`; its key is `id`. A null value is a tombstone.
 * The body is validated against `RAW_BODIES[kind]` by the normaliser.
 */
export const RawRecord = z.object({
  source: z.enum(SOURCES),
  kind: z.enum(KINDS),
  /** Natural id in its kind: see `rawId` in ids.ts. */
  id: z.string().min(1),
  /** SHA-256 (hex) of the fetched bytes the record was taken from. */
  hash: z.string(),
  /** The source's clock when the record was read (ISO, UTC). */
  observedAt: z.iso.datetime(),
  /** Orders versions of the same id; a larger one is newer. Milliseconds or a revision, per kind. */
  version: z.number().int().nonnegative(),
  /** Pseudonyms of the persons that the record speaks of. */
  subjects: z.array(Pseudonym),
  /** Rules that the scraper applied to this record. */
  repairs: z.array(z.enum(RULE_IDS)),
  body: z.unknown(),
});
export type RawRecord = z.infer<typeof RawRecord>;
export type RawBody<K extends keyof typeof RAW_BODIES> = z.infer<(typeof RAW_BODIES)[K]>;
