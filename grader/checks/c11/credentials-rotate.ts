// A stolen password is replaced by `setup` with another environment and a restart.
import { defineCheck, type Finding } from "../../check.ts";

const LEAST = 0.3;

export const credentialsRotate = defineCheck({
  id: "C11.3-credentials-rotate",
  item: "C11.3",
  level: "socle",
  observation: "reaction",
  weight: 3,
  title: {
    fr: "Les mots de passe viennent de l'environnement et se changent par un redémarrage",
    en: "Passwords come from the environment and are changed by a restart",
  },
  why: {
    fr: "Un mot de passe écrit dans le code ne se remplace pas le jour où il est volé.",
    en: "A password written in the code cannot be replaced on the day it is stolen.",
  },
  hints: [
    {
      fr: "Changez POSTGRES_LOADER_PASSWORD, relancez `setup` puis `serve` : que se passe-t-il ?",
      en: "Change POSTGRES_LOADER_PASSWORD, run `setup` and then `serve` again: what happens?",
    },
    {
      fr: "`setup` donne toujours aux rôles le mot de passe de l'environnement (ALTER ROLE s'ils existent), et `serve` se connecte avec lui.",
      en: "`setup` always gives roles the password of the environment (ALTER ROLE where they exist), and `serve` connects with it.",
    },
  ],
  section: "c11",
  reads: ["flows"],
  needs: ["C11.1-structured-data-arrive"],
  judge({ flows: { rotation } }): Finding {
    const arrived = rotation === null || rotation.expected === 0 ? 0 : rotation.arrived / rotation.expected;
    // How much arrives is weighed elsewhere: here, whether anything does.
    const works = rotation !== null && rotation.newWorks && arrived >= LEAST;
    const share = works ? (rotation.oldRefused ? 1 : 0.5) : 0;
    return {
      outcome: share === 1 ? "passed" : share > 0 ? "partial" : "failed",
      share,
      evidence: [
        {
          expected: {
            fr: "nouveaux mots de passe acceptés, anciens refusés, et les flux continuent",
            en: "new passwords accepted, old ones refused, and flows go on",
          },
          actual:
            rotation === null
              ? { fr: "pas de flux planifié à redémarrer", en: "no scheduled flow to restart" }
              : {
                  fr: `nouveaux ${rotation.newWorks ? "acceptés" : "refusés"}, anciens ${rotation.oldRefused ? "refusés" : "encore acceptés"}, ${rotation.arrived} changements arrivés sur ${rotation.expected}`,
                  en: `new ones ${rotation.newWorks ? "accepted" : "refused"}, old ones ${rotation.oldRefused ? "refused" : "still accepted"}, ${rotation.arrived} changes arrived of ${rotation.expected}`,
                },
          where: "setup, serve",
        },
      ],
    };
  },
});
