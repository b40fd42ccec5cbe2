// The order of an examination: which commands run on which world, and what is observed between them.
import type { Observations, Part } from "../observations.ts";
import { audit } from "../phases/audit.ts";
import { cleaning } from "../phases/cleaning.ts";
import { circuits } from "../phases/circuits.ts";
import { collected } from "../phases/collected.ts";
import { erasure } from "../phases/erasure.ts";
import { impact } from "../phases/impact.ts";
import { loaded } from "../phases/loaded.ts";
import { page } from "../phases/page.ts";
import { privacy } from "../phases/privacy.ts";
import { quality } from "../phases/quality.ts";
import { questions } from "../phases/questions.ts";
import { rerun } from "../phases/rerun.ts";
import { retention } from "../phases/retention.ts";
import { revisits } from "../phases/revisits.ts";
import { roles } from "../phases/roles.ts";
import { safeguards } from "../phases/safeguards.ts";
import { structure } from "../phases/structure.ts";
import { automation } from "../phases/automation.ts";
import { flows } from "../phases/flows.ts";
import { footprint } from "../phases/footprint.ts";
import { foresight } from "../phases/foresight.ts";
import { framework } from "../phases/framework.ts";
import { model } from "../phases/model.ts";
import { tests } from "../phases/tests.ts";
import { trainings } from "../phases/trainings.ts";
import type { Step } from "./examine.ts";

/** Of any source and kind: below this, what follows is graded from raw records that we supply. */
const LEAST_RECALL = 0.5;

export const hasFailedToCollect = ({ collected: seen }: Observations): boolean =>
  !seen ||
  seen.kinds.length === 0 ||
  seen.kinds.some(({ expected, right }) => expected > 0 && right / expected < LEAST_RECALL);

export interface Plan {
  readonly main: readonly Step[];
  readonly live: readonly Step[];
}

export const PLAN: Plan = {
  main: [
    { run: "setup" },
    { run: "collect" },
    { observe: collected },
    { observe: audit },
    { restart: "load", isNeeded: hasFailedToCollect },
    { run: "load" },
    { observe: loaded },
    { observe: cleaning },
    { observe: structure },
    { observe: roles },
    { observe: questions },
    { observe: model },
    { open: "next" },
    { observe: trainings },
    { observe: circuits },
    { observe: privacy },
  ],
  live: [
    { run: "setup" },
    { run: "collect" },
    { restart: "load", isNeeded: hasFailedToCollect },
    { run: "load" },
    // By commands alone, before anything is served.
    { observe: rerun },
    { observe: quality },
    { observe: foresight },
    { observe: framework },
    { observe: impact },
    // Served from here on.
    { observe: automation },
    { observe: erasure },
    { observe: revisits },
    { observe: page },
    { observe: flows },
    { observe: tests },
    { observe: retention },
    // Of what has been seen by now.
    { observe: footprint },
    { observe: safeguards },
  ],
};

/**
 * The plan as far as these parts need it: what comes before the last of them on its world. Where nobody looks at what was
 * collected, nothing is supplied in its place.
 */
export function planOf(parts: readonly Part[]): Plan {
  const only = (steps: readonly Step[]): readonly Step[] => {
    const isAsked = (step: Step) => "observe" in step && parts.includes(step.observe.part);
    const looksAtCollected = parts.includes("collected");
    return steps
      .slice(0, steps.findLastIndex(isAsked) + 1)
      .filter(
        (step) => "run" in step || "open" in step || isAsked(step) || ("restart" in step && looksAtCollected),
      );
  };
  return { main: only(PLAN.main), live: only(PLAN.live) };
}
