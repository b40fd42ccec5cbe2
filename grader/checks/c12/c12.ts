// The checks of C12 that are decided by what the model does.
import { betterThanBaselines } from "./better-than-baselines.ts";
import { claimsWhatItDoes } from "./claims-what-it-does.ts";
import { costCompared } from "./cost-compared.ts";
import { decidesAtItsThreshold } from "./decides-at-its-threshold.ts";
import { everyReviewScored } from "./every-review-scored.ts";
import { frameworkLocked } from "./framework-locked.ts";
import { frameworkUsed } from "./framework-used.ts";
import { frugal } from "./frugal.ts";
import { noFeatureFromTheFuture } from "./no-feature-from-the-future.ts";
import { sparesTheHonest } from "./spares-the-honest.ts";
import { trainingReproducible } from "./training-reproducible.ts";
import { trainingsCompared } from "./trainings-compared.ts";

export const MODEL_CHECKS = [
  frameworkLocked,
  frameworkUsed,
  frugal,
  costCompared,
  everyReviewScored,
  betterThanBaselines,
  decidesAtItsThreshold,
  claimsWhatItDoes,
  sparesTheHonest,
  noFeatureFromTheFuture,
  trainingsCompared,
  trainingReproducible,
] as const;
