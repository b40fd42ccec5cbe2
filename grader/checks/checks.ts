// Every check there is. One block of imports per competence.
import type { Check } from "../check.ts";
// C6
import { agent } from "./c6/agent.ts";
import { crawlAreas } from "./c6/crawl-areas.ts";
import { erasure } from "./c6/erasure.ts";
import { noClearData } from "./c6/no-clear-data.ts";
import { noPlainDigest } from "./c6/no-plain-digest.ts";
import { objectors } from "./c6/objectors.ts";
import { pace } from "./c6/pace.ts";
import { retention } from "./c6/retention.ts";
import { COLLECTION } from "./c6/sources.ts";
import { unchangedPages } from "./c6/unchanged-pages.ts";
// C7
import { answers } from "./c7/answers.ts";
import { distribution } from "./c7/distribution.ts";
import { documents } from "./c7/documents.ts";
import { doors } from "./c7/doors.ts";
import { graph } from "./c7/graph.ts";
import { indexes } from "./c7/indexes.ts";
import { invalidRows } from "./c7/invalid-rows.ts";
import { keys } from "./c7/keys.ts";
import { LOADED_VIEWS } from "./c7/loaded-views.ts";
import { loader } from "./c7/loader.ts";
import { noDuplicates } from "./c7/no-duplicates.ts";
import { noOrphans } from "./c7/no-orphans.ts";
import { noSecret } from "./c7/no-secret.ts";
import { reader } from "./c7/reader.ts";
import { rings } from "./c7/rings.ts";
import { types } from "./c7/types.ts";
import { views } from "./c7/views.ts";
// C8
import { aggregates } from "./c8/aggregates.ts";
import { controlsFreshAndComplete } from "./c8/controls-fresh-and-complete.ts";
import { controlsInAnOutage } from "./c8/controls-in-an-outage.ts";
import { footprint } from "./c8/footprint.ts";
import { IMPACT } from "./c8/impact.ts";
import { loadAgain } from "./c8/load-again.ts";
import { loadAsDeclared } from "./c8/load-as-declared.ts";
import { regulation } from "./c8/regulation.ts";
import { rulesByName } from "./c8/rules-by-name.ts";
import { safeguards } from "./c8/safeguards.ts";
import { schemaEntities } from "./c8/schema-entities.ts";
import { storesInUse } from "./c8/stores-in-use.ts";
import { toolsLocked } from "./c8/tools-locked.ts";
// C9
import { controlsClean } from "./c9/controls-clean.ts";
import { damageCaught } from "./c9/damage-caught.ts";
import { damageNamed } from "./c9/damage-named.ts";
import { mergedCustomers } from "./c9/merged-customers.ts";
import { rejectsKept } from "./c9/rejects-kept.ts";
import { TRANSFORMATIONS } from "./c9/transformations.ts";
// C10
import { chartsExplained, keyboardOrder, noSeriousViolation } from "./c10/accessible.ts";
import { figuresMove, figuresTrue } from "./c10/figures.ts";
import { toolChoice } from "./c10/tool-choice.ts";
// C11
import { AUTOMATION_CHECKS, FLOW_CHECKS, TESTS_CHECKS } from "./c11/c11.ts";
// C12
import { MODEL_CHECKS } from "./c12/c12.ts";
import { codeParses } from "./c12/code-parses.ts";
import { modelChoice } from "./c12/model-choice.ts";
import { testsAssert } from "./c12/tests-assert.ts";

export const CHECKS: readonly Check[] = [
  // C6.1
  ...COLLECTION,
  unchangedPages,
  // C6.2
  noClearData,
  noPlainDigest,
  objectors,
  erasure,
  retention,
  crawlAreas,
  pace,
  agent,
  // C7.1
  views,
  types,
  keys,
  invalidRows,
  // C7.2
  documents,
  graph,
  rings,
  indexes,
  distribution,
  // C7.3
  reader,
  loader,
  doors,
  noSecret,
  // C7.4
  ...LOADED_VIEWS,
  noDuplicates,
  noOrphans,
  // C7.5
  answers,
  // C8.1
  schemaEntities,
  storesInUse,
  toolsLocked,
  regulation,
  rulesByName,
  aggregates,
  loadAgain,
  loadAsDeclared,
  controlsFreshAndComplete,
  controlsInAnOutage,
  // C8.1.f
  safeguards,
  // C8.2
  footprint,
  ...IMPACT,
  // C9.1
  ...TRANSFORMATIONS,
  mergedCustomers,
  // C9.2
  controlsClean,
  damageCaught,
  damageNamed,
  rejectsKept,
  // C10
  figuresTrue,
  figuresMove,
  toolChoice,
  noSeriousViolation,
  chartsExplained,
  keyboardOrder,
  // C11
  ...AUTOMATION_CHECKS,
  ...TESTS_CHECKS,
  ...FLOW_CHECKS,
  // C12
  modelChoice,
  codeParses,
  testsAssert,
  ...MODEL_CHECKS,
];
