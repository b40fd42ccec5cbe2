// All that a grade has observed of a submission, truth already held against it: what is judged, as often as wanted, with the
// same result. Each part is filled by the phase of its name.
import { z } from "zod";
import { Told } from "./told.ts";
import { Automation } from "./observations/automation.ts";
import { Audit } from "./observations/audit.ts";
import { Cleaning } from "./observations/cleaning.ts";
import { Circuits } from "./observations/circuits.ts";
import { Collected } from "./observations/collected.ts";
import { Erasure } from "./observations/erasure.ts";
import { Footprint } from "./observations/footprint.ts";
import { Impact } from "./observations/impact.ts";
import { Loaded } from "./observations/loaded.ts";
import { Preparation } from "./observations/preparation.ts";
import { Privacy } from "./observations/privacy.ts";
import { Quality } from "./observations/quality.ts";
import { Questions } from "./observations/questions.ts";
import { Rerun } from "./observations/rerun.ts";
import { Retention } from "./observations/retention.ts";
import { Revisits } from "./observations/revisits.ts";
import { Roles } from "./observations/roles.ts";
import { Safeguards } from "./observations/safeguards.ts";
import { SeenPage } from "./observations/page.ts";
import { StaticFacts } from "./observations/static.ts";
import { Structure } from "./observations/structure.ts";
import { Flows } from "./observations/flows.ts";
import { Foresight } from "./observations/foresight.ts";
import { Framework } from "./observations/framework.ts";
import { Model } from "./observations/model.ts";
import { Tests } from "./observations/tests.ts";
import { Trainings } from "./observations/trainings.ts";

/** Why a part is absent, and by whose fault. */
export const Absence = z.strictObject({
  part: z.string(),
  /** `grader`: also an engine that does not implement something, a missing tool. */
  fault: z.enum(["submission", "grader"]),
  reason: Told,
});
export type Absence = z.infer<typeof Absence>;

export const Observations = z
  .strictObject({
    /** What the files say. */
    static: StaticFacts,
    /** Commands that were run, in order. */
    preparation: Preparation,
    collected: Collected,
    audit: Audit,
    loaded: Loaded,
    privacy: Privacy,
    structure: Structure,
    roles: Roles,
    questions: Questions,
    erasure: Erasure,
    retention: Retention,
    revisits: Revisits,
    cleaning: Cleaning,
    rerun: Rerun,
    quality: Quality,
    footprint: Footprint,
    impact: Impact,
    safeguards: Safeguards,
    page: SeenPage,
    model: Model,
    trainings: Trainings,
    automation: Automation,
    flows: Flows,
    circuits: Circuits,
    tests: Tests,
    foresight: Foresight,
    framework: Framework,
  })
  .partial();
export type Observations = z.infer<typeof Observations>;
export type Part = keyof Observations;
