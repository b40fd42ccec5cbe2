// Every part as if nothing had been there: no check may pass on it, whatever else was seen.
import type { Seen } from "../check.ts";
import type { Part } from "../observations.ts";
import { NOTHING_AUDITED } from "./audit.ts";
import { NOTHING_AUTOMATED } from "./automation.ts";
import { NO_CIRCUITS } from "./circuits.ts";
import { NOTHING_CLEANED } from "./cleaning.ts";
import { NOTHING_COLLECTED } from "./collected.ts";
import { NOTHING_ERASED } from "./erasure.ts";
import { NO_FLOWS } from "./flows.ts";
import { NO_FOOTPRINT } from "./footprint.ts";
import { NOTHING_FORESEEN } from "./foresight.ts";
import { NO_FRAMEWORK } from "./framework.ts";
import { NOTHING_MEASURED } from "./impact.ts";
import { NOTHING_LOADED } from "./loaded.ts";
import { NOTHING_MODELLED } from "./model.ts";
import { NO_PAGE } from "./page.ts";
import { NOTHING_PREPARED } from "./preparation.ts";
import { NOTHING_SEARCHED } from "./privacy.ts";
import { NO_QUALITY } from "./quality.ts";
import { NOTHING_ASKED } from "./questions.ts";
import { NOTHING_RERUN } from "./rerun.ts";
import { NOTHING_RETAINED } from "./retention.ts";
import { NOTHING_REVISITED } from "./revisits.ts";
import { NO_ROLES } from "./roles.ts";
import { NO_SAFEGUARDS } from "./safeguards.ts";
import { NOTHING_READ } from "./static.ts";
import { NOTHING_BUILT } from "./structure.ts";
import { NOTHING_TESTED } from "./tests.ts";
import { NO_TRAININGS } from "./trainings.ts";

/** All of them: a part that is added does not type-check until it is here. */
export const EMPTY: Seen<Part> = {
  static: NOTHING_READ,
  preparation: NOTHING_PREPARED,
  collected: NOTHING_COLLECTED,
  audit: NOTHING_AUDITED,
  loaded: NOTHING_LOADED,
  privacy: NOTHING_SEARCHED,
  structure: NOTHING_BUILT,
  roles: NO_ROLES,
  questions: NOTHING_ASKED,
  erasure: NOTHING_ERASED,
  retention: NOTHING_RETAINED,
  revisits: NOTHING_REVISITED,
  cleaning: NOTHING_CLEANED,
  rerun: NOTHING_RERUN,
  quality: NO_QUALITY,
  footprint: NO_FOOTPRINT,
  impact: NOTHING_MEASURED,
  safeguards: NO_SAFEGUARDS,
  page: NO_PAGE,
  model: NOTHING_MODELLED,
  trainings: NO_TRAININGS,
  automation: NOTHING_AUTOMATED,
  flows: NO_FLOWS,
  circuits: NO_CIRCUITS,
  tests: NOTHING_TESTED,
  foresight: NOTHING_FORESEEN,
  framework: NO_FRAMEWORK,
};
