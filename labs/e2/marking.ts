// The items of a competence, as the dossier lists them.
import { ITEMS, type ItemId } from "@atelier/grader/items.ts";
import { ITEMS_EXPLAINED } from "./explained/items.ts";
import { markdownTable } from "./table.ts";
import type { Language } from "./language.ts";

const heads = {
  asked: { fr: "ce qui est demandé et constaté", en: "what is asked and observed" },
  jury: { fr: "ce que le jury regarde", en: "what the jury looks at" },
} as const;

export const itemsOf = (competence: string): readonly ItemId[] =>
  ITEMS.filter((item) => item.startsWith(`${competence}.`));

export function itemsTable(language: Language, competence: string): string {
  return markdownTable(
    ["", heads.asked[language], heads.jury[language]],
    itemsOf(competence).map((item) => {
      const { asked, jury } = ITEMS_EXPLAINED[item];
      return [item, asked[language], jury?.[language] ?? "—"];
    }),
  );
}
