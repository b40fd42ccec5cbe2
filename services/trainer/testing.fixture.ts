// Labelled reviews for tests: guilt is drawn from two features, not by a line, with some noise, by arithmetic alone.
import { FEATURE_NAMES } from "@atelier/model/features.ts";
import type { Labelled } from "./examples.ts";

export function someLabelled(count: number): Labelled[] {
  return Array.from({ length: count }, (_, at) => {
    const features = Float32Array.from(
      FEATURE_NAMES,
      (_name, column) => ((at * 7919 + column * 104_729) % 97) / 97,
    );
    const guilt = features[3]! + 2 * Math.abs(features[10]! - 0.5) + (at % 11 === 0 ? 0.4 : 0);
    return { reviewId: `r${at}`, features, fraudulent: guilt > 1.1 };
  });
}
