// Searches everything that the stores of the main world hold for persons who must not be there.
import { NOTHING_SEARCHED, type Privacy } from "../observations/privacy.ts";
import { createPersonSearch } from "../privacy/search.ts";
import { everything } from "../stores/everything.ts";
import { readRawLayer } from "../stores/raw-layer.ts";
import { StoreRefusal } from "../stores/sql-session.ts";
import { findGone } from "./collected.ts";
import type { ExamWorld, Phase, PhaseContext } from "./phase.ts";

export const privacy: Phase<"privacy"> = {
  part: "privacy",
  world: "main",
  async observe(world, context): Promise<Privacy> {
    // Beside each other: of some stores the reading takes longer than what is done with it.
    const [{ found, unreadable }, raw] = await Promise.all([
      searchEverything(world, context),
      searchRawLayer(world, context),
    ]);
    return { ...found, raw: raw.found, unreadable: [...unreadable, ...raw.unreadable] };
  },
};

async function searchEverything(
  world: ExamWorld,
  context: PhaseContext,
): Promise<{ found: Omit<Privacy, "raw" | "unreadable">; unreadable: string[] }> {
  const search = createPersonSearch(world.truth());
  const unreadable: string[] = [];
  try {
    for await (const { where, rows } of everything(world, context)) {
      try {
        await search.place(where, rows);
      } catch (error) {
        if (!(error instanceof StoreRefusal)) throw error;
        unreadable.push(`${where}: ${error.message}`);
      }
    }
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    unreadable.push(error.message);
  }
  return { found: search.result(), unreadable };
}

async function searchRawLayer(
  world: ExamWorld,
  { submission, folder, commands }: PhaseContext,
): Promise<{ found: Privacy["raw"]; unreadable: string[] }> {
  try {
    const records = readRawLayer(world, { layer: submission.raw, folder, commands });
    return { found: await findGone(world.truth(), records), unreadable: [] };
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    return { found: NOTHING_SEARCHED.raw, unreadable: [`raw: ${error.message}`] };
  }
}
