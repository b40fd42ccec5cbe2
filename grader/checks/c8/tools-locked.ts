import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { asIs } from "../../told.ts";

const MOST_SHOWN = 12;

export const toolsLocked = defineCheck({
  id: "C8.1.g-tools",
  item: "C8.1.g",
  level: "socle",
  observation: "form",
  weight: 1,
  title: {
    fr: "Les outils annoncés sont dans les verrous ou les images",
    en: "The tools that are named are in locks or images",
  },
  why: {
    fr: "Le tableau des outils doit décrire ce qui est installé, pas ce qui était prévu.",
    en: "The table of tools must describe what is installed, not what was planned.",
  },
  hints: [
    {
      fr: "Pour chaque ligne de `tools`, cherchez `package` dans votre fichier de verrou.",
      en: "For each row of `tools`, look for `package` in your lock file.",
    },
    {
      fr: "Donnez à `package` le nom exact du verrou (requirements.txt avec ==, uv.lock, package-lock.json …), ou retirez la ligne.",
      en: "Give `package` the exact name in the lock (requirements.txt with ==, uv.lock, package-lock.json …), or drop the row.",
    },
  ],
  section: "c8",
  reads: ["static"],
  needs: [],
  judge({ static: { tools } }) {
    // A tool that is no package, such as cron or SQL, is in no lock: it neither counts nor costs.
    const sought = tools.filter((tool) => tool.package !== null || tool.foundIn !== null);
    const present = sought.filter(({ foundIn }) => foundIn !== null);
    const absent = sought.filter(({ foundIn }) => foundIn === null);
    const shown = absent.length > 0 ? absent : present;
    return findShare(
      sought.length === 0 ? 0 : present.length / sought.length,
      shown.length === 0
        ? [
            {
              expected: { fr: "des outils et leurs paquets", en: "tools and their packages" },
              actual: { fr: "aucun que l'on puisse chercher", en: "none that can be looked for" },
              where: "submission.yaml: tools",
            },
          ]
        : shown.slice(0, MOST_SHOWN).map(({ step, tool, foundIn, package: name }) => ({
            expected: { fr: `${name ?? tool} dans un verrou`, en: `${name ?? tool} in a lock` },
            actual: foundIn === null ? { fr: "introuvable", en: "not found" } : asIs(foundIn),
            where: `submission.yaml: tools (${step})`,
            example: tool,
          })),
    );
  },
});
