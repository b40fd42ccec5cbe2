// Nothing arrives while nothing runs, and what is added arrives again and again once `serve` does.
import { findPass } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { arrivedShare } from "./arrivals.ts";

/** How much is missing is what the other checks weigh. */
const LEAST = 0.3;
const percent = (share: number) => `${Math.round(share * 100)} %`;

export const scheduleIsActive = defineCheck({
  id: "C11.1-schedule-is-active",
  item: "C11.1",
  level: "socle",
  observation: "reaction",
  weight: 2,
  title: { fr: "La planification est active et se répète", en: "The schedule is active and repeats itself" },
  why: {
    fr: "Un flux lancé une fois au démarrage n'est pas planifié : la seconde nouveauté doit arriver comme la première.",
    en: "A flow that runs once at start is not scheduled: the second novelty must arrive as the first did.",
  },
  hints: [
    {
      fr: "Le second changement de la source arrive-t-il, ou seulement ce qui était là au démarrage ?",
      en: "Does the second change at the source arrive, or only what was there at start?",
    },
    {
      fr: "Planifiez dans `serve` (boucle, cron, ordonnanceur) ; rien ne doit tourner quand `serve` est arrêté.",
      en: "Schedule within `serve` (a loop, cron, a scheduler); nothing may run when `serve` is stopped.",
    },
  ],
  section: "c11",
  reads: ["automation"],
  needs: [],
  judge({ automation: { control, rounds, declared } }) {
    const shares = rounds.map((round) => arrivedShare([round], ["structured", "unstructured", "graph"]));
    const idle = control === null ? 1 : arrivedShare([control], ["structured", "unstructured", "graph"]);
    const twice = shares.length >= 2 && shares.every((share) => share >= LEAST);
    const expected = control?.parts.some((part) => part.expected > 0) ?? false;
    const cadence = declared?.cadenceSeconds ?? 0;
    return findPass(declared !== null && expected && twice && idle < LEAST, [
      {
        expected: {
          fr: `rien tant que \`serve\` est arrêté, puis deux nouveautés de suite en ${cadence} s chacune`,
          en: `nothing while \`serve\` is stopped, then two novelties in a row within ${cadence} s each`,
        },
        actual: {
          fr: `arrêté : ${percent(idle)} ; en marche : ${shares.map(percent).join(", puis ") || "rien"}`,
          en: `stopped: ${percent(idle)}; running: ${shares.map(percent).join(", then ") || "nothing"}`,
        },
        where: declared?.scheduler ?? "submission.yaml: schedule",
      },
    ]);
  },
});
