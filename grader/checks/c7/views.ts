import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import type { Structure } from "../../observations/structure.ts";
import { mean } from "./rows.ts";

export const views = defineCheck({
  id: "C7.1-views",
  item: "C7.1",
  level: "socle",
  observation: "reaction",
  weight: 3,
  title: {
    fr: "Les vues du contrat montrent ce qui est dans les tables",
    en: "The contract's views show what is in the tables",
  },
  why: {
    fr: "La vue est ce que les autres services lisent ; elle ne vaut que si elle dit ce que la base contient, à tous.",
    en: "The view is what the other services read; it is worth something only if it says what the base holds, to everybody.",
  },
  hints: [
    {
      fr: "Chaque vue est dans le schéma « lab », avec les colonnes du contrat, sur les tables déclarées dans « entities ».",
      en: "Each view is in the schema `lab`, with the contract's columns, over the tables that `entities` declares.",
    },
    {
      fr: "Une vue ne dépend ni de qui la lit, ni d'une copie que rien ne met à jour : vider ses tables doit la vider.",
      en: "A view depends neither on who reads it nor on a copy that nothing refreshes: emptying its tables must empty it.",
    },
  ],
  section: "contract",
  reads: ["structure"],
  needs: [],
  judge({ structure }) {
    const judged = structure.views.map((view) => ({ view, faults: faultsOf(view) }));
    return findShare(
      mean(judged.map(({ faults }) => (faults.length === 0 ? 1 : 0))),
      judged.flatMap(({ view, faults }) =>
        faults.slice(0, 1).map((fault) => ({
          expected: {
            fr: "une vue complète, la même pour tous, sur ses tables",
            en: "a whole view, the same for everybody, over its tables",
          },
          actual: fault,
          where: `lab.${view.name}`,
        })),
      ),
    );
  },
});

function faultsOf(view: Structure["views"][number]) {
  const { present, missingColumns, missingTables, rows, sameForOthers, tables, follows } = view;
  const faults: { readonly fr: string; readonly en: string }[] = [];
  if (!present) faults.push({ fr: "absente", en: "absent" });
  if (missingColumns.length > 0) {
    const names = missingColumns.join(", ");
    faults.push({ fr: `colonnes absentes : ${names}`, en: `columns that are absent: ${names}` });
  }
  // That nothing is rejected is a matter of quality.
  if (rows === 0 && view.name !== "rejects")
    faults.push({ fr: "vide, ou illisible", en: "empty, or not readable" });
  if (missingTables.length > 0) {
    const names = missingTables.join(", ");
    faults.push({
      fr: `tables déclarées et absentes : ${names}`,
      en: `declared tables that are absent: ${names}`,
    });
  }
  if (tables.length === 0) faults.push({ fr: "aucune table derrière elle", en: "no table behind it" });
  if (rows > 0 && !sameForOthers) {
    faults.push({
      fr: "montre autre chose à un autre rôle de mêmes droits",
      en: "shows something else to another role of the same rights",
    });
  }
  if (follows === false) {
    faults.push({
      fr: "montre encore des lignes quand ses tables sont vides",
      en: "still shows rows when its tables are empty",
    });
  }
  return faults;
}
