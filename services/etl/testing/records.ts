// Raw records in base form, for tests: a sound record of each kind to damage one field of.
import { rawId } from "@atelier/contracts/ids.ts";
import type { Kind, SourceId } from "@atelier/contracts/kinds.ts";
import type { RawBody, RawRecord } from "@atelier/contracts/raw.ts";

/** A pseudonym-shaped string that depends on `name` alone. */
export function keyOf(name: string): string {
  let hex = "";
  for (const character of name) hex += character.codePointAt(0)?.toString(16);
  return hex.padEnd(64, "0").slice(0, 64);
}

const BODIES: { readonly [K in Kind]: RawBody<K> } = {
  sellers: {
    sellerId: "V1",
    name: "Ferme de l'Orme",
    commune: "Bourg-en-Bresse",
    department: "01",
    postcode: "01000",
    joinedOn: "2020-02-29",
  },
  certifications: { sellerId: "V1", label: "AB", validUntil: "2027-12-31" },
  products: {
    reference: "P1",
    page: "miels/miel-de-tilleul",
    category: "miels",
    sellerId: "V1",
    name: "Miel de tilleul",
    description: "Récolté à l'été & mis en pot sur place.",
    price: "12.50 €",
    vat: "5.5 %",
    quantity: "500 g",
    listedOn: "2026-03-04",
    imageFileId: null,
  },
  reviews: {
    reviewId: "R1",
    productId: "P1",
    accountKey: keyOf("account"),
    rating: "4",
    text: "Très bon miel, pas trop sucré.",
    writtenAt: "2026-03-04T13:05:00Z",
    receivedAt: null,
    deviceKey: keyOf("device"),
    networkKey: keyOf("network"),
  },
  orders: {
    orderId: "O1",
    customerKey: keyOf("email"),
    orderedAt: "2026-03-04T13:05:00.000Z",
    status: "placed",
    totalCents: 3750,
    lines: [{ productId: "P1", quantity: "3", unitPriceCents: 1250 }],
  },
  customers: {
    recordId: "C1",
    accountKey: keyOf("account"),
    emailKey: keyOf("email"),
    phoneKey: keyOf("phone"),
    department: "69",
    loyaltyBalance: "12.50",
    newsletter: "1",
    pickupPoint: "Halles",
    createdOn: "2024-05-06",
    updatedAt: "2026-01-02T03:04:05.000Z",
  },
  prices: { productId: "P1", at: "2026-03-04T00:00:00.000Z", amount: "1250", unit: "centimes" },
  labels: { reviewId: "R1", verdict: "honnete", moderatedOn: "2026-03-05" },
  files: {
    fileId: "F1",
    path: "medias/F1.jpg",
    declaredMediaType: "image/jpeg",
    mediaType: "image/jpeg",
    bytes: 3,
    sha256: keyOf("sha256"),
    width: 1,
    height: 1,
    takenAt: "2026:03:04 10:11:12",
    text: null,
    content: "AAAA",
  },
  erasures: { subjects: [keyOf("account"), keyOf("email")], reason: "erasure", at: "2026-03-06T00:00:00Z" },
};

const SOURCE_OF: { readonly [K in Kind]: SourceId } = {
  sellers: "seller-pages",
  certifications: "registry",
  products: "catalogue-pages",
  reviews: "review-pages",
  orders: "partner-orders",
  customers: "drop-customers",
  prices: "drop-prices",
  labels: "drop-labels",
  files: "media",
  erasures: "events",
};

/** A sound raw record of `kind`, with `changes` to its body and `envelope` to the rest. */
export function rawRecord<K extends Kind>(
  kind: K,
  changes: Partial<RawBody<K>> = {},
  envelope: Partial<RawRecord> = {},
): RawRecord & { body: RawBody<K> } {
  const body = { ...BODIES[kind], ...changes };
  return {
    source: SOURCE_OF[kind],
    kind,
    id: (rawId[kind] as (body: RawBody<K>) => string)(body),
    hash: keyOf("bytes"),
    observedAt: "2026-03-10T00:00:00.000Z",
    version: 0,
    subjects: [],
    repairs: [],
    ...envelope,
    body,
  };
}
