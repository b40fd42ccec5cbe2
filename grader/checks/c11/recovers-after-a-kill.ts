// All its processes killed after so many requests, in the middle of a tick; then started again.
import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { arrivalEvidence, arrivedShare } from "./arrivals.ts";

const FORMS = ["structured", "unstructured", "graph"] as const;

export const recoversAfterAKill = defineCheck({
  id: "C11.1-recovers-after-a-kill",
  item: "C11.1",
  level: "excellence",
  observation: "reaction",
  weight: 2,
  title: {
    fr: "Tué en plein travail puis relancé, le flux ne perd rien et ne double rien",
    en: "Killed in the middle and started again, the flow loses nothing and doubles nothing",
  },
  why: {
    fr: "Une machine redémarre sans prévenir ; ce qui était en cours doit reprendre, une fois et une seule.",
    en: "A machine restarts without warning; what was under way must resume, once and once only.",
  },
  hints: [
    {
      fr: "Après un `kill -9` de tous vos processus, comptez ce qui manque et ce qui est en double.",
      en: "After a `kill -9` of all your processes, count what is missing and what is there twice.",
    },
    {
      fr: "Écrivez par clé naturelle (upsert), et avancez votre repère de collecte dans la même transaction que les lignes, jamais avant.",
      en: "Write by natural key (upsert), and move your collection's mark in the same transaction as the rows, never before.",
    },
  ],
  section: "c11",
  reads: ["automation"],
  needs: ["C11.1-schedule-is-active"],
  judge({ automation: { recovery } }) {
    const killed = recovery !== null && recovery.killedAfterRequests !== null;
    const share = recovery === null ? 0 : arrivedShare([recovery.round], FORMS);
    const clean = recovery !== null && recovery.lost === 0 && recovery.twice === 0;
    return findShare(killed && clean ? share : 0, [
      {
        expected: {
          fr: `tout ce que le tour a changé en ${Math.round(recovery?.round.allowedSeconds ?? 0)} s, rien de perdu, rien en double`,
          en: `all that the tick has changed within ${Math.round(recovery?.round.allowedSeconds ?? 0)} s, nothing lost, nothing twice`,
        },
        actual: killed
          ? {
              fr: `tué après ${recovery.killedAfterRequests} requêtes : ${Math.round(share * 100)} % arrivé, ${recovery.lost} perdus, ${recovery.twice} en double`,
              en: `killed after ${recovery.killedAfterRequests} requests: ${Math.round(share * 100)} % arrived, ${recovery.lost} lost, ${recovery.twice} twice`,
            }
          : { fr: "aucun travail à interrompre", en: "no work to interrupt" },
        where: "serve",
        ...(recovery !== null && recovery.example !== null && { example: recovery.example }),
      },
      ...(recovery === null ? [] : arrivalEvidence([recovery.round], FORMS)),
    ]);
  },
});
