// Trains twice on the same stores, then lets the world move on and predicts again without training: what a model says of an old
// review may depend on chance no more than on what came after it.
import { compareScores } from "../model/compare-scores.ts";
import { readPredictions } from "../model/read-predictions.ts";
import { touchedByLater } from "../model/touched.ts";
import type { Foresight } from "../observations/foresight.ts";
import type { RunCommand } from "../observations/preparation.ts";
import type { Phase } from "./phase.ts";
import type { Stage } from "@atelier/contracts/submission.ts";

/** Before `serve` is started: what it predicts by itself would be in the way. */
export const foresight: Phase<"foresight"> = {
  part: "foresight",
  world: "live",
  async observe(world, context) {
    const runs: RunCommand[] = [];
    const run = async (...stages: readonly Stage[]) => {
      for (const stage of stages) runs.push(await context.commands.run(stage, world));
    };
    const before = [...world.truth().rows("reviews")];
    const ids = before.map((row) => row.review_id);
    const predictions = async (of: readonly string[]) =>
      (await readPredictions(world, context, of)).predictions;
    await run("train", "predict");
    const first = await predictions(ids);
    await run("train", "predict");
    const second = await predictions(ids);
    await world.tick();
    await run("collect", "load", "predict");
    const after = [...world.truth().rows("reviews")];
    const third = await predictions(after.map((row) => row.review_id));
    const touched = touchedByLater(before, after);
    return {
      commands: runs,
      again: {
        ...compareScores(first, second, ids),
        distinctScores: new Set([...second.values()].map(({ score }) => score)).size,
      },
      later: {
        newReviews: touched.newIds.length,
        newScored: touched.newIds.filter((id) => third.has(id)).length,
        ...compareScores(second, third, touched.reviewIds),
      },
    } satisfies Foresight;
  },
};
