import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { describeCase, isNamed, isTrusted } from "../control-reports.ts";
import { integrityCases } from "./integrity-cases.ts";

export const damageCaught = defineCheck({
  id: "C9.2-caught",
  item: "C9.2",
  level: "socle",
  observation: "reaction",
  weight: 1,
  title: {
    fr: "Chaque classe de dégât est refusée par la base, ou signalée",
    en: "Each class of damage is refused by the base, or reported",
  },
  why: {
    fr: "Une ligne fausse qui entre sans bruit fausse tous les chiffres qui en dépendent.",
    en: "A wrong row that enters in silence makes every figure wrong that depends on it.",
  },
  hints: [
    {
      fr: "Essayez d'insérer une note de 9 ou un total faux dans vos tables.",
      en: "Try to insert a rating of 9 or a wrong total into your tables.",
    },
    {
      fr: "Ce qu'une contrainte ne peut pas dire (une somme, une personne oubliée), un contrôle de `quality` doit le dire.",
      en: "What a constraint cannot say (a sum, a forgotten person), a control of `quality` must say.",
    },
  ],
  section: "c9",
  reads: ["quality"],
  needs: [],
  judge({ quality }) {
    if (quality.clone === null && quality.clean.problem === null && quality.clean.ended !== "absent") {
      return { outcome: "jury", share: 0, evidence: [] };
    }
    const cases = integrityCases(quality).filter(({ done }) => done === "injected");
    const missed = cases.filter((one) => one.refused !== true && !(isTrusted(quality) && isNamed(one)));
    const share = cases.length < 2 ? 0 : (cases.length - missed.length) / cases.length;
    return findShare(share, (missed.length > 0 ? missed : cases.slice(0, 1)).map(describeCase));
  },
});
