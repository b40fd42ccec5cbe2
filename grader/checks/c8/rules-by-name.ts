import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

const MOST_EVIDENCE = 8;

export const rulesByName = defineCheck({
  id: "C8.1.b-rules",
  item: "C8.1.b",
  level: "socle",
  observation: "effect",
  weight: 2,
  title: {
    fr: "Chaque règle de nettoyage, par son nom, prend sa classe de défauts et rien d'autre",
    en: "Each cleaning rule, by its name, catches its class of defects and nothing else",
  },
  why: {
    fr: "Sans le nom de la règle, nul ne sait ce que le nettoyage a changé, ni ne peut le revoir.",
    en: "Without the rule's name nobody knows what cleaning has changed, nor can review it.",
  },
  hints: [
    {
      fr: "Comptez `lab.repairs` et `lab.rejects` par règle, et regardez l'exemple.",
      en: "Count `lab.repairs` and `lab.rejects` by rule, and look at the example.",
    },
    {
      fr: "Notez la règle là où elle change ou écarte un enregistrement, avec l'identifiant naturel de celui-ci ; ne notez rien quand la valeur était déjà bonne.",
      en: "Note the rule where it changes or sets aside a record, with that record's natural id; note nothing when the value was right already.",
    },
  ],
  section: "rules",
  reads: ["cleaning"],
  needs: [],
  judge({ cleaning }) {
    const rules = cleaning.rules
      .filter(({ injected }) => injected > 0)
      .map((one) => ({ ...one, share: f1(one.named, one.injected, one.wrong) }))
      .toSorted((one, other) => one.share - other.share);
    const share = rules.length === 0 ? 0 : rules.reduce((sum, one) => sum + one.share, 0) / rules.length;
    return findShare(
      share,
      rules.slice(0, MOST_EVIDENCE).map(({ rule, outcome, injected, named, wrong, ...one }) => {
        const example = one.example ?? one.wrongExample;
        return {
          expected: {
            fr: `${rule} : ${injected} enregistrements, et eux seuls`,
            en: `${rule}: ${injected} records, and no other`,
          },
          actual: {
            fr: `${named} nommés, ${wrong} à tort`,
            en: `${named} named, ${wrong} wrongly`,
          },
          where: outcome === "rejected" ? "lab.rejects" : "lab.repairs",
          ...(example !== null && { example: `${rule} ${example}` }),
        };
      }),
    );
  },
});

/** Of recall and precision the harmonic mean. */
const f1 = (right: number, due: number, wrong: number): number =>
  right === 0 ? 0 : (2 * right) / (due + right + wrong);
