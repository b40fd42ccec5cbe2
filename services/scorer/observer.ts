// Who watches what is scored, drift for one.
import type { ProductFact } from "@atelier/model/facts.ts";
import type { Manifest } from "@atelier/model/version.ts";

export interface ScoreObserver {
  /** Scores are this version's from now on. */
  follow(manifest: Manifest): void;
  /**
   * Told once of each review, after its features were logged.
   * @param product undefined where the stores do not hold it
   * @param at when the review was written, in milliseconds
   */
  observe(features: Float32Array, score: number, product: ProductFact | undefined, at: number): void;
}
