// Every part as if nothing had been there: no check may pass on it, whatever else was seen.
import type { Observations } from "../observations.ts";
import { NOTHING_AUDITED } from "./audit.ts";
import { NOTHING_COLLECTED } from "./collected.ts";
import { NOTHING_ERASED } from "./erasure.ts";
import { NOTHING_LOADED } from "./loaded.ts";
import { NOTHING_PREPARED } from "./preparation.ts";
import { NOTHING_SEARCHED } from "./privacy.ts";
import { NOTHING_ASKED } from "./questions.ts";
import { NOTHING_RETAINED } from "./retention.ts";
import { NOTHING_REVISITED } from "./revisits.ts";
import { NO_ROLES } from "./roles.ts";
import { NOTHING_BUILT } from "./structure.ts";

/** Required: a part that is added does not type-check until it is here. */
export const EMPTY: Required<Observations> = {
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
};
