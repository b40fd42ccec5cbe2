// Damages that are about integrity, and not about what a base lacks or how old it is.
import type { Quality, QualityCase } from "../../observations/quality.ts";

const OTHERS: readonly string[] = ["freshness", "completeness", "availability"];

export const integrityCases = ({ cases }: Quality): readonly QualityCase[] =>
  cases.filter((one) => !OTHERS.includes(one.class));
