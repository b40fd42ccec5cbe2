// Looks for the declared framework in the locks, and has the submission train with it out of sight: a training that goes on as
// before does not use it.
import { join } from "node:path";
import { findInstalled, outOfSight } from "../model/installed.ts";
import { knownFramework } from "../model/frameworks.ts";
import { LOCK_NAMES, lockedVersion } from "../model/locked-version.ts";
import { NO_FRAMEWORK, type Framework } from "../observations/framework.ts";
import { readOwnText } from "../text/own-text.ts";
import type { Phase } from "./phase.ts";

const TRAIN_SECONDS = 300;
const LOCK_BYTES = 8_000_000;

/** On the small world, and before `serve`: a model that is made anew disturbs nobody. */
export const framework: Phase<"framework"> = {
  part: "framework",
  world: "live",
  async observe(world, { submission, folder, commands, service }) {
    const declared = submission.model?.framework ?? null;
    const known = declared === null ? undefined : knownFramework(declared);
    if (declared === null || !known) return { ...NO_FRAMEWORK, declared };
    const locked = await findLock(folder, known.packages);
    const installed = await findInstalled(folder, known.folders);
    await service.stop();
    const train = () => commands.run("train", world, { limitSeconds: TRAIN_SECONDS });
    const found = installed.length > 0;
    return {
      declared,
      packages: [...known.packages],
      locked,
      installed,
      withoutIt: found ? await outOfSight(folder, installed, train) : null,
      // Last, so that a model is there as it was before.
      withIt: found ? await train() : null,
    };
  },
};

async function findLock(folder: string, packages: readonly string[]): Promise<Framework["locked"]> {
  for (const file of LOCK_NAMES) {
    const text = await readOwnText(join(folder, file), LOCK_BYTES);
    if (text === undefined) continue;
    for (const name of packages) {
      const version = lockedVersion(text, name);
      if (version !== undefined) return { file, version };
    }
  }
  return null;
}
