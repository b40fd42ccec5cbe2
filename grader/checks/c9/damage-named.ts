import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";
import { describeCase, isNamed, isTrusted } from "../control-reports.ts";
import { integrityCases } from "./integrity-cases.ts";

export const damageNamed = defineCheck({
  id: "C9.2-named",
  item: "C9.2",
  level: "socle",
  observation: "reaction",
  weight: 2,
  title: {
    fr: "Chaque classe de dégât injectée dans un clone est nommée par les contrôles",
    en: "Each class of damage injected into a clone is named by the controls",
  },
  why: {
    fr: "Un contrôle d'intégrité ne vaut que par ce qu'il trouve quand la base est abîmée.",
    en: "A control of integrity is worth what it finds when the base is damaged.",
  },
  hints: [
    {
      fr: "Retirez une contrainte sur une copie de votre base, abîmez une ligne, relancez `quality`.",
      en: "Drop a constraint on a copy of your base, damage a row, run `quality` again.",
    },
    {
      fr: "Il faut une requête par classe (duplicate, orphan, missing, range, inconsistent, forgotten) sur les vues de `lab`, avec la vue pour sujet, et rien de signalé ailleurs.",
      en: "One query a class is needed (duplicate, orphan, missing, range, inconsistent, forgotten) on the views of `lab`, with the view as the subject, and nothing reported elsewhere.",
    },
  ],
  section: "c9",
  reads: ["quality"],
  needs: ["C9.2-clean"],
  judge({ quality }) {
    if (quality.clone === null && quality.clean.problem === null && quality.clean.ended !== "absent") {
      // An engine that the grader cannot clone: people look.
      return { outcome: "jury", share: 0, evidence: [] };
    }
    const cases = integrityCases(quality).filter(({ done }) => done === "injected");
    const missed = cases.filter((one) => !(isTrusted(quality) && isNamed(one)));
    const share = cases.length < 2 ? 0 : (cases.length - missed.length) / cases.length;
    return findShare(share, (missed.length > 0 ? missed : cases.slice(0, 1)).map(describeCase));
  },
});
