// Every bench, in the order in which they run: the short ones first.
import type { Bench } from "./bench.ts";
import { LOADER_BENCH } from "./loader/loader-bench.ts";
import { MODEL_API_BENCH } from "./model-api/model-api-bench.ts";
import { MODEL_QUALITY_BENCH } from "./model-quality/model-quality-bench.ts";
import { NORMALISER_BENCH } from "./normaliser/normaliser-bench.ts";
import { RUN_BENCH } from "./run/run-bench.ts";
import { SCALE_BENCH } from "./run/scale-bench.ts";
import { TICK_BENCH } from "./run/tick-bench.ts";
import { SCORER_BENCH } from "./scorer/scorer-bench.ts";
import { SCRAPER_BENCH } from "./scraper/scraper-bench.ts";
import { SOURCE_BENCH } from "./source/source-bench.ts";

export const BENCHES: readonly Bench[] = [
  NORMALISER_BENCH,
  LOADER_BENCH,
  SCRAPER_BENCH,
  SOURCE_BENCH,
  MODEL_QUALITY_BENCH,
  MODEL_API_BENCH,
  SCORER_BENCH,
  RUN_BENCH,
  TICK_BENCH,
  SCALE_BENCH,
];
