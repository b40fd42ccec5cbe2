// Records that the world has made unusable, looked for where the submission says.
import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

export const badRecordsWhereSaid = defineCheck({
  id: "C11.4-bad-records-where-said",
  item: "C11.4",
  level: "socle",
  observation: "effect",
  weight: 2,
  title: {
    fr: "Un mauvais enregistrement est là où le document le dit, avec sa raison",
    en: "A bad record is where the document says, with its reason",
  },
  why: {
    fr: "Sans lieu ni raison, personne ne peut expliquer à un partenaire pourquoi sa donnée manque.",
    en: "Without place and reason, nobody can tell a partner why their data are missing.",
  },
  hints: [
    {
      fr: "Le document des rejets nomme-t-il, entre accents graves, la table ou la vue où ils sont ?",
      en: "Does the document of rejects name, between backquotes, the table or view where they are?",
    },
    {
      fr: "Nommez `lab.rejects` ou votre table, et gardez-y pour chaque rejet pointeur et règle.",
      en: "Name `lab.rejects` or your table, and keep there the pointer and rule of each reject.",
    },
  ],
  section: "c11",
  reads: ["circuits"],
  needs: [],
  judge({ circuits: { rejects } }) {
    const { file, places, expected, found, withReason, example } = rejects;
    // Found without a reason is half of what is asked.
    const share = expected === 0 || places.length === 0 ? 0 : (found + withReason) / (2 * expected);
    return findShare(share, [
      {
        expected: {
          fr: `${expected} mauvais enregistrements, chacun avec sa règle`,
          en: `${expected} bad records, each with its rule`,
        },
        actual: {
          fr:
            places.length === 0
              ? "le document ne nomme aucun lieu que l'on puisse lire"
              : `${found} trouvés, ${withReason} avec leur règle, dans ${places.join(", ")}`,
          en:
            places.length === 0
              ? "the document names no place that can be read"
              : `${found} found, ${withReason} with their rule, in ${places.join(", ")}`,
        },
        where: file ?? "submission.yaml: rejects",
        ...(example !== null && { example }),
      },
    ]);
  },
});
