import { findShare } from "../../bands.ts";
import { defineCheck } from "../../check.ts";

const RULES: readonly string[] = [
  "customer-duplicate",
  "duplicate-row",
  "stream-duplicate",
  "stream-disorder",
];

export const mergedCustomers = defineCheck({
  id: "C9.1-deduplication",
  item: "C9.1",
  level: "socle",
  observation: "effect",
  weight: 1,
  title: {
    fr: "Dédoublonnage : les fiches d'une même personne font un client, et deux personnes restent deux",
    en: "Deduplication: records of one person make one customer, and two persons stay two",
  },
  why: {
    fr: "Fusionner trop mêle des personnes ; fusionner trop peu les compte deux fois.",
    en: "Merging too much mixes persons up; merging too little counts them twice.",
  },
  hints: [
    {
      fr: "Comparez le nombre de clients à celui des fiches, puis l'exemple à la règle de survie.",
      en: "Hold the number of customers against that of records, then the example against the survivorship rule.",
    },
    {
      fr: "Même e-mail ou même téléphone normalisé : un seul client. La fiche la plus récente donne chaque valeur, la plus ancienne l'identifiant et la date de création.",
      en: "Same normalised e-mail or phone: one customer. The most recent record gives each value, the oldest the id and the date of creation.",
    },
  ],
  section: "rules",
  reads: ["loaded"],
  needs: [],
  judge({ loaded }) {
    const customers = loaded.views.find(({ name }) => name === "customers");
    if (!customers || customers.expected === 0) return findShare(0, []);
    const { expected, found, missing, unexpected, twice, different } = customers;
    // A customer is right when its key (the oldest record's) and all values (the newest's) are: the F1 of whole customers.
    const right = expected - missing - different;
    const ofCustomers = (2 * right) / (expected + found);
    const rules = loaded.defects.filter(({ rule, injected }) => RULES.includes(rule) && injected > 0);
    const ofRules =
      rules.length === 0 ? 0 : rules.reduce((sum, one) => sum + one.handled / one.injected, 0) / rules.length;
    const example = customers.examples[0];
    const wrong = rules.filter((one) => one.handled < one.injected);
    return findShare((ofCustomers + ofRules) / 2, [
      {
        expected: { fr: `${expected} clients (customers)`, en: `${expected} customers` },
        actual: {
          fr: `${found} clients : ${missing} manquants, ${unexpected} inattendus, ${twice} en double, ${different} aux valeurs différentes`,
          en: `${found} customers: ${missing} missing, ${unexpected} unexpected, ${twice} twice, ${different} with other values`,
        },
        where: "lab.customers",
        ...(example && { example: `${example.what} ${example.key} ${example.detail ?? ""}`.trim() }),
      },
      ...wrong.map(({ rule, injected, handled, example: one }) => ({
        expected: { fr: `${rule} : ${injected}`, en: `${rule}: ${injected}` },
        actual: { fr: `${handled} traités`, en: `${handled} handled` },
        where: "lab",
        ...(one !== null && { example: `${rule} ${one}` }),
      })),
    ]);
  },
});
