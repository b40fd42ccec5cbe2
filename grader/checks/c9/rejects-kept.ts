import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

export const rejectsKept = defineCheck({
  id: "C9.2-rejects",
  item: "C9.2",
  level: "socle",
  observation: "effect",
  weight: 1,
  title: {
    fr: "Ce que les sources donnent d'inutilisable est mis de côté, avec sa règle",
    en: "What the sources give that cannot be used is set aside, with its rule",
  },
  why: {
    fr: "Un enregistrement jeté sans trace ne peut être ni expliqué ni corrigé.",
    en: "A record that is thrown away without a trace can be neither explained nor put right.",
  },
  hints: [
    { fr: "Comptez `lab.rejects` par règle.", en: "Count `lab.rejects` by rule." },
    {
      fr: "Chaque règle dont l'issue est « rejeté » laisse une ligne : source, nature, identifiant, règle. Rien d'autre n'y entre.",
      en: "Each rule whose outcome is “rejected” leaves a row: source, kind, id, rule. Nothing else enters there.",
    },
  ],
  section: "rules",
  reads: ["loaded"],
  needs: [],
  judge({ loaded }) {
    const rules = loaded.defects.filter((one) => one.outcome === "rejected" && one.injected > 0);
    const handled = rules.reduce((sum, one) => sum + one.handled / one.injected, 0);
    const wrong = rules.filter((one) => one.handled < one.injected);
    const total = rules.reduce((sum, one) => sum + one.injected, 0);
    return findShare(
      rules.length === 0 ? 0 : handled / rules.length,
      wrong.length === 0
        ? [
            {
              expected: { fr: `${total} enregistrements rejetés`, en: `${total} rejected records` },
              actual: { fr: `${total} dans lab.rejects`, en: `${total} in lab.rejects` },
              where: "lab.rejects",
            },
          ]
        : wrong.slice(0, 8).map(({ rule, injected, handled: found, example }) => ({
            expected: { fr: `${rule} : ${injected} rejets`, en: `${rule}: ${injected} rejects` },
            actual: { fr: `${found} dans lab.rejects`, en: `${found} in lab.rejects` },
            where: "lab.rejects",
            ...(example !== null && { example: `${rule} ${example}` }),
          })),
    );
  },
});
