// What features are made from: the facts of the stores, reduced to what a feature may look at. Times are milliseconds
// since 1970, UTC.

export interface ReviewFact {
  readonly id: string;
  readonly productId: string;
  readonly accountKey: string;
  readonly deviceKey: string;
  readonly networkKey: string;
  readonly rating: number;
  /** "" when there is none. */
  readonly text: string;
  readonly at: number;
}

/** An account's purchase of a product. */
export interface PurchaseFact {
  readonly accountKey: string;
  readonly productId: string;
  readonly at: number;
}

export interface ProductFact {
  readonly id: string;
  readonly sellerId: string;
  readonly priceCents: number;
  /** Its earliest price that is known. */
  readonly firstPriceCents: number;
  readonly listedAt: number;
  /** What its page says. */
  readonly hasQuantity: boolean;
  readonly hasDescription: boolean;
}

export interface AccountFact {
  readonly key: string;
  readonly createdAt: number;
}

/** A moderator's verdict, known from `at` on. */
export interface VerdictFact {
  readonly reviewId: string;
  readonly fraudulent: boolean;
  readonly at: number;
}

export interface Facts {
  readonly reviews: readonly ReviewFact[];
  readonly purchases: readonly PurchaseFact[];
  readonly products: readonly ProductFact[];
  readonly accounts: readonly AccountFact[];
  readonly verdicts: readonly VerdictFact[];
}
