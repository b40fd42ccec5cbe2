import { findPass } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { describeAbsence, describeFound, hasPersons, hasPseudonyms } from "./persons.ts";

export const objectors = defineCheck({
  id: "C6.2-objectors",
  item: "C6.2",
  level: "socle",
  observation: "effect",
  weight: 3,
  title: {
    fr: "Les personnes opposées ou effacées ne sont nulle part",
    en: "Persons who object or were erased are nowhere",
  },
  why: {
    fr: "Qui s'oppose au traitement a le droit de n'être dans aucune base (RGPD, art. 17 et 21).",
    en: "Who objects to processing has the right to be in no store (GDPR, art. 17 and 21).",
  },
  hints: [
    {
      fr: "Les oppositions sont à l'API partenaire ; les demandes d'effacement, dans le flux.",
      en: "Objections are at the partner API; requests for erasure, in the stream.",
    },
    {
      fr: "Lisez les oppositions d'abord, gardez la liste des pseudonymes, et filtrez chaque écriture, couche brute et graphe compris. Les commandes restent, sans la personne.",
      en: "Read the objections first, keep the list of pseudonyms, and filter every write, raw layer and graph too. Orders stay, without the person.",
    },
  ],
  section: "law",
  reads: ["privacy", "loaded"],
  needs: [],
  judge({ privacy, loaded }) {
    const { raw: gone } = privacy;
    const isThere = hasPersons(privacy, loaded) && hasPseudonyms(privacy);
    const raw =
      gone.kept === 0
        ? []
        : [
            {
              expected: { fr: "aucun enregistrement brut", en: "no raw record" },
              actual: { fr: `${gone.kept} sur ${gone.known}`, en: `${gone.kept} of ${gone.known}` },
              where: "raw",
              ...(gone.examples[0] !== undefined && { example: gone.examples[0] }),
              truth: gone.examples,
            },
          ];
    return findPass(isThere && privacy.forgotten.length === 0 && gone.kept === 0, [
      ...(isThere ? describeFound(privacy.forgotten) : [describeAbsence(privacy)]),
      ...raw,
    ]);
  },
});
