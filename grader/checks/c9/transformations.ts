// One check for each family of transformations: the values where a defect was, and the columns everywhere else.
import { findShare } from "../../bands.ts";
import { defineCheck, type Check, type Evidence, type Seen } from "../../check.ts";
import { FAMILIES, type Family } from "./families.ts";

const MOST_EVIDENCE = 8;

interface Part {
  readonly share: number;
  readonly evidence: Evidence;
}

export const TRANSFORMATIONS: readonly Check[] = FAMILIES.map((family) =>
  defineCheck({
    id: `C9.1-${family.slug}`,
    item: "C9.1",
    level: "socle",
    observation: "effect",
    weight: 1,
    title: family.name,
    why: {
      fr: "Une valeur mal transformée est fausse partout où elle sert, et rien ne le dit.",
      en: "A value that was transformed wrongly is wrong wherever it is used, and nothing says so.",
    },
    hints: [
      {
        fr: "Comparez l'exemple à ce que la source montre, puis à la règle du dossier.",
        en: "Hold the example against what the source shows, then against the rule of the dossier.",
      },
      {
        fr: "Chaque règle a un nom ; appliquez-la à toute la colonne, et vérifiez ensuite qu'elle ne touche pas les valeurs saines.",
        en: "Each rule has a name; apply it to the whole column, then make sure that it leaves sound values alone.",
      },
    ],
    section: "rules",
    reads: ["loaded"],
    needs: [],
    judge: ({ loaded }) => judgeFamily(family, loaded),
  }),
);

function judgeFamily(family: Family, loaded: Seen<"loaded">["loaded"]) {
  const rules = loaded.defects
    .filter((one) => family.rules.includes(one.rule) && one.injected > 0)
    .map(({ rule, injected, handled, example }): Part => ({
      share: handled / injected,
      evidence: {
        expected: {
          fr: `${rule} : ${injected} valeurs transformées selon la règle`,
          en: `${rule}: ${injected} values transformed by the rule`,
        },
        actual: { fr: `${handled} justes`, en: `${handled} right` },
        where: "lab",
        ...(example !== null && { example: `${rule} ${example}` }),
      },
    }));
  const columns = loaded.views.flatMap((view) =>
    view.columns
      .filter(({ name, rows }) => rows > 0 && family.columns.includes(`${view.name}.${name}`))
      .map(({ name, rows, right, example }): Part => ({
        share: right / rows,
        evidence: {
          expected: {
            fr: `${view.name}.${name} : ${rows} valeurs justes`,
            en: `${view.name}.${name}: ${rows} right values`,
          },
          actual: { fr: `${right} justes`, en: `${right} right` },
          where: `lab.${view.name}.${name}`,
          ...(example !== null && { example }),
        },
      })),
  );
  // Where most rows are sound, a column alone would say that nobody need transform anything; where all of a class are
  // right, a column can still be wrong. Half the mark each.
  const share = rules.length === 0 || columns.length === 0 ? 0 : (mean(rules) + mean(columns)) / 2;
  const wrong = [...rules, ...columns]
    .filter((one) => one.share < 1)
    .toSorted((one, other) => one.share - other.share);
  const shown = wrong.length > 0 ? wrong : [...rules, ...columns];
  return findShare(
    share,
    shown.slice(0, MOST_EVIDENCE).map(({ evidence }) => evidence),
  );
}

const mean = (parts: readonly Part[]): number =>
  parts.reduce((sum, { share }) => sum + share, 0) / parts.length;
