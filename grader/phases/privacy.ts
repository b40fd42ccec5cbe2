// Searches everything that the stores of the main world hold for persons who must not be there.
import type { Privacy } from "../observations/privacy.ts";
import { createPersonSearch } from "../privacy/search.ts";
import { everything } from "../stores/everything.ts";
import { StoreRefusal } from "../stores/sql-session.ts";
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
    return { ...search.result(), unreadable };
  },
};
