// Searches everything that the stores of the main world hold for persons who must not be there.
import { NOTHING_SEARCHED, type Privacy } from "../observations/privacy.ts";
import { createPersonSearch } from "../privacy/search.ts";
import { everything } from "../stores/everything.ts";
import { readRawLayer } from "../stores/raw-layer.ts";
import { StoreRefusal } from "../stores/sql-session.ts";
import { findGone } from "./collected.ts";
import type { Phase } from "./phase.ts";

export const privacy: Phase<"privacy"> = {
  part: "privacy",
  world: "main",
  async observe(world, context): Promise<Privacy> {
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
    const { submission, folder, commands } = context;
    let raw = NOTHING_SEARCHED.raw;
    try {
      const records = readRawLayer(world, { layer: submission.raw, folder, commands });
      raw = await findGone(world.truth(), records);
    } catch (error) {
      if (!(error instanceof StoreRefusal)) throw error;
      unreadable.push(`raw: ${error.message}`);
    }
    return { ...search.result(), raw, unreadable };
  },
};
