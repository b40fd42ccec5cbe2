import { findPass } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { describeAbsence, describeFound, hasPersons } from "./persons.ts";

export const noPlainDigest = defineCheck({
  id: "C6.2-no-plain-digest",
  item: "C6.2",
  level: "socle",
  observation: "effect",
  weight: 1,
  title: {
    fr: "Aucune identité sous une simple empreinte MD5 ou SHA",
    en: "No identity as a plain MD5 or SHA digest",
  },
  why: {
    fr: "Sans clé, quiconque a une liste d'adresses retrouve les personnes en quelques secondes.",
    en: "Without a key, whoever has a list of addresses finds the persons again within seconds.",
  },
  hints: [
    {
      fr: "Regardez comment vos pseudonymes sont calculés.",
      en: "Look at how your pseudonyms are computed.",
    },
    {
      fr: "HMAC-SHA-256 avec PSEUDONYM_KEY, sur « type:valeur normalisée ».",
      en: "HMAC-SHA-256 with PSEUDONYM_KEY, of `kind:normalised value`.",
    },
  ],
  section: "law",
  reads: ["privacy", "loaded"],
  needs: [],
  judge({ privacy, loaded }) {
    const isThere = hasPersons(privacy, loaded);
    return findPass(
      isThere && privacy.digests.length === 0,
      isThere ? describeFound(privacy.digests) : [describeAbsence(privacy)],
    );
  },
});
