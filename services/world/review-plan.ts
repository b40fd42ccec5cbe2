// A review before it has a text: who, on what, when, from where, and why.
import type { Product } from "./products.ts";
import type { Connection } from "./connections.ts";
import type { Person } from "./people.ts";
import type { RingStyle } from "./text/keen-text.ts";

/** How it is written: as a buyer tells, without measure, as a buyer by someone who is none, in haste, or not at all. */
type Voice = "buyer" | "keen" | "careful" | "terse" | "silent";

/** Honest reviews that look like fraud, by why. */
export const DECOY_GROUPS = ["harvest-day", "farm-tablet", "enthusiast", "tasting-club"] as const;
export type DecoyGroup = (typeof DECOY_GROUPS)[number];

export interface ReviewPlan {
  readonly person: Person;
  readonly product: Product;
  readonly at: number;
  readonly rating: number;
  readonly connection: Connection;
  readonly fraudulent: boolean;
  readonly decoy: DecoyGroup | null;
  readonly ring: string | null;
  readonly style: RingStyle | null;
  readonly voice: Voice;
}
