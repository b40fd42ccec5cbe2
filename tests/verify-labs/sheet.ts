// A sheet of what was observed: of variants nobody asks for papers or fingerprints.
import type { Check } from "@atelier/grader/check.ts";
import { judge } from "@atelier/grader/judge/judge.ts";
import type { Absence, Observations } from "@atelier/grader/observations.ts";
import { OMNES_DATA_ENGINEER } from "@atelier/grader/packs/omnes-data-engineer.ts";
import type { Sheet } from "@atelier/grader/sheet.ts";

export interface Observed {
  readonly observations: Observations;
  readonly absences: readonly Absence[];
}

export const sheetOf = (checks: readonly Check[], { observations, absences }: Observed): Sheet =>
  judge({
    pack: OMNES_DATA_ENGINEER,
    checks,
    observations,
    absences,
    deliverables: [],
    submission: "0".repeat(64),
    secret: "0".repeat(12),
    grader: "verify-labs",
    run: { gradedAt: new Date(0).toISOString(), seconds: 0 },
  });
