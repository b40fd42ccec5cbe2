// Every variant there is. One array per file; a file per kind of change.
import type { Mutant, NeutralVariant } from "./mutant.ts";
import { NEUTRAL_OTHERS } from "./neutral-others.ts";
import { NEUTRAL_PYTHON } from "./neutral-python.ts";
import { NEUTRAL_STORES } from "./neutral-stores.ts";
import { PYTHON_PROGRAMS } from "./python-programs.ts";
import { REFERENCE_DOCUMENTS } from "./reference-documents.ts";
import { REFERENCE_PAPERS } from "./reference-papers.ts";
import { REFERENCE_PROGRAMS } from "./reference-programs.ts";
import { REFERENCE_QUERIES } from "./reference-queries.ts";
import { REFERENCE_STORES } from "./reference-stores.ts";

export const MUTANTS: readonly Mutant[] = [
  ...REFERENCE_STORES,
  ...REFERENCE_DOCUMENTS,
  ...REFERENCE_QUERIES,
  ...REFERENCE_PAPERS,
  ...REFERENCE_PROGRAMS,
  ...PYTHON_PROGRAMS,
];

export const NEUTRAL_VARIANTS: readonly NeutralVariant[] = [
  ...NEUTRAL_STORES,
  ...NEUTRAL_OTHERS,
  ...NEUTRAL_PYTHON,
];
