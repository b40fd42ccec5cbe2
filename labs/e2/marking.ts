// The items of a competence, as the dossier lists them.
import { ITEMS, type ItemId } from "@atelier/grader/items.ts";
import { OMNES_DATA_ENGINEER } from "@atelier/grader/packs/omnes-data-engineer.ts";
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

const words = {
  weight: { fr: "poids dans la compétence", en: "weight in the competence" },
  machine: { fr: "part des vérifications", en: "share of the checks" },
  jury: { fr: "part du jury", en: "share of the jury" },
  mark: { fr: "note du jury", en: "jury's mark" },
  means: { fr: "ce qu'elle veut dire", en: "what it means" },
} as const;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** The pack as candidates read it: the rule, then each item with its shares and what each of the jury's marks means. */
export function markingScheme(language: Language): string {
  const { rule, competences } = OMNES_DATA_ENGINEER;
  const parts = competences.flatMap(({ items }) =>
    items.map(({ id, title, weight, machine, grid }) => {
      const shares = [
        `${words.weight[language]} : ${weight}`,
        `${words.machine[language]} : ${percent(machine)}`,
        `${words.jury[language]} : ${percent(1 - machine)}`,
      ];
      const marks = markdownTable(
        [words.mark[language], words.means[language]],
        grid.map((told, mark) => [String(mark), told[language]]),
      );
      return `**${id}. ${title[language]}** (${shares.join(" ; ")})\n\n${marks}`;
    }),
  );
  return [rule.told[language], ...parts].join("\n\n");
}
