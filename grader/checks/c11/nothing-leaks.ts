// Canary persons and the grade's own keys, looked for in all that flows have written on their way.
import { defineCheck, type Finding } from "../../check.ts";

const SHOWN = 8;

export const nothingLeaks = defineCheck({
  id: "C11.3-nothing-leaks",
  item: "C11.3",
  level: "socle",
  observation: "effect",
  weight: 3,
  title: {
    fr: "Ni personne ni secret dans les flux, les rejets et les journaux",
    en: "No person and no secret in flows, rejects and logs",
  },
  why: {
    fr: "Ce qui passe par un journal ou un rejet est copié, gardé et lu par beaucoup : un nom ou une clé n'a rien à y faire.",
    en: "What goes through a log or a reject is copied, kept and read by many: a name or a key has no place there.",
  },
  hints: [
    {
      fr: "Cherchez dans les sorties de vos commandes, les topics et les tables de rejets.",
      en: "Look at what your commands print, at topics and tables of rejects.",
    },
    {
      fr: "Pseudonymisez avant le premier octet écrit, ne gardez d'un rejet que pointeur, empreinte et règle, et n'imprimez ni adresse complète ni clé.",
      en: "Pseudonymise before the first byte is written, keep of a reject only pointer, hash and rule, and print no whole address and no key.",
    },
  ],
  section: "c11",
  reads: ["flows"],
  needs: ["C11.1-structured-data-arrive"],
  judge({ flows: { searched, leaks } }): Finding {
    const bytes = searched.reduce((sum, one) => sum + one.bytes, 0);
    const persons = leaks.filter(({ what }) => what === "person").length;
    const secrets = leaks.length - persons;
    const share = bytes === 0 ? 0 : (persons === 0 ? 0.5 : 0) + (secrets === 0 ? 0.5 : 0);
    return {
      outcome: share === 1 ? "passed" : share > 0 ? "partial" : "failed",
      share,
      evidence: [
        {
          expected: { fr: "aucune trace", en: "no trace" },
          actual: {
            fr: `${persons} endroits avec une personne, ${secrets} avec un secret, sur ${searched.length} cherchés (${bytes} octets)`,
            en: `${persons} places with a person, ${secrets} with a secret, of ${searched.length} searched (${bytes} bytes)`,
          },
          where: "serve",
        },
        ...leaks.slice(0, SHOWN).map(({ what, where, encoding }) => ({
          expected: { fr: "rien", en: "nothing" },
          actual:
            what === "person"
              ? { fr: `une personne (${encoding})`, en: `a person (${encoding})` }
              : { fr: `un secret (${encoding})`, en: `a secret (${encoding})` },
          where,
        })),
      ],
    };
  },
});
