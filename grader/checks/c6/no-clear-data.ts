import { findPass } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { describeAbsence, describeFound, hasPersons } from "./persons.ts";

export const noClearData = defineCheck({
  id: "C6.2-no-clear-data",
  item: "C6.2",
  level: "socle",
  observation: "effect",
  weight: 3,
  title: {
    fr: "Aucun nom, adresse ni numéro en clair dans les bases ni la couche brute",
    en: "No name, address or number in clear in the stores or the raw layer",
  },
  why: {
    fr: "L'étude n'a besoin de l'identité de personne : la garder est une collecte sans but (RGPD, art. 5, minimisation).",
    en: "The study needs nobody's identity: to keep it is to collect without a purpose (GDPR, art. 5, minimisation).",
  },
  hints: [
    {
      fr: "Cherchez dans chaque table, la couche brute comprise : les textes des avis contiennent aussi des contacts.",
      en: "Look in every table, the raw layer too: texts of reviews have contacts in them as well.",
    },
    {
      fr: "Remplacez par le pseudonyme du contrat, ou retirez, avant la première écriture.",
      en: "Replace by the contract's pseudonym, or remove, before anything is written.",
    },
  ],
  section: "law",
  reads: ["privacy", "loaded"],
  needs: [],
  judge({ privacy, loaded }) {
    const isThere = hasPersons(privacy, loaded);
    return findPass(
      isThere && privacy.clear.length === 0,
      isThere ? describeFound(privacy.clear) : [describeAbsence(privacy)],
    );
  },
});
