// What a world shows to its source: everything as displayed, defects included. The source only lays it out
// (HTML, JSON, headers); bytes of files are made here so that their damage is exact.

/** A person's display in the world; all of it synthetic: `.example` addresses, fictional phone ranges. */
export interface ListedPerson {
  readonly account: string;
  /** As shown beside a review: "Marie D.". */
  readonly displayName: string;
}

export interface ListedSeller {
  readonly sellerId: string;
  readonly name: string;
  readonly commune: string;
  readonly department: string;
  readonly postcode: string;
  readonly joinedOn: string;
  /** Personal data that nobody needs: shown on the page, never to be carried. */
  readonly contactName: string;
  readonly contactPhone: string;
  readonly lastModified: Date;
}

export interface ListedCertification {
  readonly sellerId: string;
  readonly sellerName: string;
  readonly label: string;
  readonly validUntil: string;
}

/** A product has one page per category it is in; both print the same reference. */
export interface ListedProductPage {
  /** Last part of the page's address; differs between two pages of one product. */
  readonly slug: string;
  readonly reference: string;
  readonly category: string;
  readonly sellerId: string;
  readonly name: string;
  /** HTML source, entities as they are to be written; null when the page has none. */
  readonly descriptionHtml: string | null;
  readonly price: string;
  readonly vat: string;
  readonly quantity: string | null;
  readonly listedOn: string;
  readonly imageFileId: string | null;
  /** Markup left unclosed, to be written as it is by the source. */
  readonly brokenMarkup: boolean;
  readonly lastModified: Date;
}

export interface ListedReview {
  readonly reviewId: string;
  readonly productId: string;
  readonly author: ListedPerson;
  readonly rating: string;
  /** Plain text (may carry tags, contacts, mojibake); "" when there is none. */
  readonly text: string;
  readonly writtenAt: string;
  /** Device fingerprint and network prefix ("198.51.100.0/24") as the marketplace shows them to its partner. */
  readonly device: string;
  readonly network: string;
}

export interface ListedOrder {
  readonly orderId: string;
  readonly customer: {
    readonly name: string;
    readonly email: string;
    readonly phone: string;
    readonly address: string;
  };
  readonly orderedAt: string;
  readonly updatedAt: string;
  readonly status: string;
  readonly totalCents: number;
  readonly lines: readonly {
    readonly productId: string;
    readonly quantity: string;
    readonly unitPriceCents: number;
  }[];
}

export interface ListedObjection {
  readonly account: string;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly since: string;
}

/** One message of the event stream. `seq` is the SSE id: 1, 2, 3 … in order of delivery. */
export type ListedEvent = { readonly seq: number; readonly receivedAt: string } & (
  | { readonly type: "review"; readonly revision: number; readonly review: ListedReview }
  | { readonly type: "price"; readonly productId: string; readonly at: string; readonly priceCents: number }
  | { readonly type: "erasure"; readonly person: ListedObjection }
);

export interface ListedFile {
  readonly fileId: string;
  /** "medias/AB12CD.jpg" or "documents/charte.pdf"; the extension may lie. */
  readonly path: string;
  readonly lastModified: Date;
  /** The bytes, made on demand. */
  readonly bytes: () => Uint8Array;
}

/** What one tick adds to a world. */
export interface Delta {
  readonly tick: number;
  /** The world's time after this tick. */
  readonly now: Date;
  readonly reviews: readonly ListedReview[];
  /** Pages whose content changed (new price), replacing those with the same category and slug. */
  readonly productPages: readonly ListedProductPage[];
  readonly orders: readonly ListedOrder[];
  readonly events: readonly ListedEvent[];
}

/** Which way the world drifts from the tick at which it is asked to. */
export type Drift = "none" | "prices" | "text" | "fraud" | "missing";

export interface World {
  readonly scale: number;
  /** The world's time at tick 0. */
  readonly epoch: Date;
  readonly categories: readonly { readonly slug: string; readonly name: string }[];
  /** Everything below is a stream made anew at each call, in bounded memory. */
  sellers(): Iterable<ListedSeller>;
  certifications(): Iterable<ListedCertification>;
  productPages(): Iterable<ListedProductPage>;
  /** Reviews shown on pages (not those that only the stream carries), by product. */
  reviews(): Iterable<ListedReview>;
  /** In the order of the partner API; some occur twice, across a page boundary or not. */
  orders(): Iterable<ListedOrder>;
  objections(): Iterable<ListedObjection>;
  files(): Iterable<ListedFile>;
  /** `;` CSV, header first: see `CUSTOMER_COLUMNS`. Chunks of bytes in Windows-1252. */
  customersCsv(): Iterable<Uint8Array>;
  /** JSON lines in UTF-8, not compressed. */
  pricesJsonl(): Iterable<Uint8Array>;
  /** `;` CSV: avis;verdict;modere_le. */
  labelsCsv(): Iterable<Uint8Array>;
  /** The stream's backlog at tick 0. */
  events(): Iterable<ListedEvent>;
  /** What tick `n` (1, 2, …) adds. A pure function of the secret, `n` and the drift in force. */
  delta(tick: number, drift?: Drift): Delta;
}

export const CUSTOMER_COLUMNS = [
  "numero",
  "compte",
  "civilite",
  "nom",
  "prenom",
  "naissance",
  "email",
  "telephone",
  "adresse",
  "code_postal",
  "solde",
  "lettre_info",
  "point_retrait",
  "cree_le",
  "modifie_le",
] as const;
