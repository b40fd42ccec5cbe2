// The card of a version: what it is for, what it learnt from, how good it was found to be, what it must not be used
// for, and what it has cost. In both languages, from the manifest and the first training's cost.
import type { TrainingCost } from "./training-cost.ts";
import type { Manifest } from "./version.ts";

export const CARD_LANGUAGES = ["fr", "en"] as const;
export type CardLanguage = (typeof CARD_LANGUAGES)[number];

interface Words {
  readonly title: (version: string) => string;
  readonly purpose: readonly [string, string];
  readonly data: readonly [string, (manifest: Manifest) => string];
  readonly quality: readonly [string, string];
  readonly columns: readonly [string, string];
  readonly rule: (name: string) => string;
  readonly majority: string;
  readonly threshold: (threshold: string, precision: string, recall: string) => string;
  readonly cost: readonly [string, (amounts: Amounts) => string];
  readonly meters: Readonly<Record<TrainingCost["energyBy"], string>>;
  readonly limits: readonly [string, readonly string[]];
  readonly again: readonly [string, (manifest: Manifest) => string];
}

/** Of a training, as they are written. */
type Amounts = Readonly<
  Record<
    "seconds" | "cpuSeconds" | "joules" | "milligrams" | "perThousand" | "megabytes" | "kilobytes",
    string
  >
>;

const WORDS: Readonly<Record<CardLanguage, Words>> = {
  fr: {
    title: (version) => `Carte du modèle ${version}`,
    purpose: [
      "Usage",
      "Classer les avis d’une place de marché par probabilité de fraude, afin que des personnes examinent d’abord les plus suspects. Un signalement n’est pas une preuve : aucune sanction ne doit en découler sans examen humain.",
    ],
    data: [
      "Données",
      ({ data, features }) =>
        `${data.labelled} avis étiquetés par des modérateurs, sur ${data.reviews} ; ${features.length} variables calculées à l’instant de chaque avis, sans rien de postérieur (texte, comportement, temps, graphe). Les personnes n’y figurent que sous pseudonyme ; celles qui se sont opposées ou ont été effacées n’y figurent pas.`,
    ],
    quality: [
      "Qualité",
      "Mesurée sur les avis étiquetés les plus récents, que l’apprentissage n’avait pas vus. La version mise en service a ensuite appris de tous les avis étiquetés.",
    ],
    columns: ["candidat", "AUC précision-rappel"],
    rule: (name) => `meilleure règle seule (${name})`,
    majority: "réponse constante",
    threshold: (threshold, precision, recall) =>
      `Un avis est signalé à partir de ${threshold}. À ce seuil, ${precision} des avis signalés étaient frauduleux, et ${recall} des fraudes étaient signalées.`,
    cost: [
      "Coût",
      ({ seconds, cpuSeconds, joules, milligrams, perThousand, megabytes, kilobytes }) =>
        `Un apprentissage : ${seconds} s, dont ${cpuSeconds} s de processeur, ${megabytes} Mo de mémoire au plus ; ${joules} J, soit ${milligrams} mg d’équivalent CO2 (électricité française de 2023). Mille prédictions, variables comprises : ${perThousand} J. Le modèle pèse ${kilobytes} ko.`,
    ],
    meters: {
      meter: "L’énergie est celle que compte le processeur, quoi que fasse d’autre la machine.",
      "processor-time": "L’énergie est estimée : 3,5 W par processeur occupé.",
    },
    limits: [
      "Limites",
      [
        "Les étiquettes des modérateurs se trompent parfois ; le modèle apprend leurs erreurs.",
        "Les premiers avis d’un anneau de fraudeurs, et la plupart des fraudeurs isolés, n’ont aucun passé qui les trahisse.",
        "Des clients honnêtes peuvent ressembler à des fraudeurs : clubs de dégustation, tablette partagée à la ferme, jours de récolte.",
        "La qualité baisse quand les habitudes changent : surveiller la dérive, réentraîner.",
      ],
    ],
    again: [
      "Reproductibilité",
      ({ seed, backend, data, lockSha256, weightsSha256 }) =>
        `Graine « ${seed} », calculs par ${backend}, empreinte des données ${data.fingerprint.slice(0, 16)}, des dépendances ${lockSha256.slice(0, 16)}, des poids ${weightsSha256.slice(0, 16)}. Mêmes données et même graine donnent la même version.`,
    ],
  },
  en: {
    title: (version) => `Card of model ${version}`,
    purpose: [
      "Use",
      "Ranks the reviews of a marketplace by their probability of fraud, so that people look at the most suspicious first. A flag is no proof: no sanction may follow from it without a person’s examination.",
    ],
    data: [
      "Data",
      ({ data, features }) =>
        `${data.labelled} reviews labelled by moderators, of ${data.reviews}; ${features.length} features as of the moment of each review, of nothing later (text, behaviour, time, graph). Persons are in it by pseudonym only; those who objected or were erased are not.`,
    ],
    quality: [
      "Quality",
      "Measured on the latest labelled reviews, which training had not seen. The version in use has then learnt from every labelled review.",
    ],
    columns: ["candidate", "PR-AUC"],
    rule: (name) => `best rule on one feature (${name})`,
    majority: "the same answer for all",
    threshold: (threshold, precision, recall) =>
      `A review is flagged from ${threshold} on. At that threshold, ${precision} of the flagged reviews were fraudulent, and ${recall} of the frauds were flagged.`,
    cost: [
      "Cost",
      ({ seconds, cpuSeconds, joules, milligrams, perThousand, megabytes, kilobytes }) =>
        `A training: ${seconds} s, ${cpuSeconds} s of them of processor time, ${megabytes} MB of memory at most; ${joules} J, that is ${milligrams} mg of CO2 equivalent (French electricity of 2023). A thousand predictions, features included: ${perThousand} J. The model weighs ${kilobytes} kB.`,
    ],
    meters: {
      meter: "Energy is what the processor counts, whatever else the machine does.",
      "processor-time": "Energy is estimated: 3.5 W for a busy processor.",
    },
    limits: [
      "Limits",
      [
        "Moderators’ labels are wrong at times; the model learns their mistakes.",
        "The first reviews of a ring, and most fraudsters who work alone, have no past that gives them away.",
        "Honest customers may look like fraudsters: tasting clubs, a tablet shared at the farm, harvest days.",
        "Quality falls when habits change: watch the drift, train again.",
      ],
    ],
    again: [
      "Made again",
      ({ seed, backend, data, lockSha256, weightsSha256 }) =>
        `Seed “${seed}”, computed by ${backend}, fingerprint of the data ${data.fingerprint.slice(0, 16)}, of the dependencies ${lockSha256.slice(0, 16)}, of the weights ${weightsSha256.slice(0, 16)}. Equal data and seed give an equal version.`,
    ],
  },
};

/** Markdown. */
export function cardOf(manifest: Manifest, cost: TrainingCost | undefined, language: CardLanguage): string {
  const words = WORDS[language];
  const decimal = new Intl.NumberFormat(language, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const { candidates, bestRule, majority, precision, recall } = manifest.metrics;
  const rows = [
    ...candidates,
    { name: words.rule(bestRule.name), prAuc: bestRule.prAuc },
    { name: words.majority, prAuc: majority.prAuc },
  ];
  return `${[
    `# ${words.title(manifest.version)}`,
    section(...words.purpose),
    section(words.data[0], words.data[1](manifest)),
    section(
      ...words.quality,
      [
        `| ${words.columns.join(" | ")} |`,
        "| --- | ---: |",
        ...rows.map(({ name, prAuc }) => `| ${name} | ${decimal.format(prAuc)} |`),
      ].join("\n"),
      words.threshold(decimal.format(manifest.threshold), percent.format(precision), percent.format(recall)),
    ),
    ...(cost
      ? [section(words.cost[0], words.cost[1](amountsOf(cost, language)), words.meters[cost.energyBy])]
      : []),
    section(words.limits[0], words.limits[1].map((limit) => `- ${limit}`).join("\n")),
    section(words.again[0], words.again[1](manifest)),
  ].join("\n\n")}\n`;
}

const section = (title: string, ...paragraphs: readonly string[]) =>
  [`## ${title}`, ...paragraphs].join("\n\n");

function amountsOf(cost: TrainingCost, language: CardLanguage): Amounts {
  const number = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
  return {
    seconds: number.format(cost.seconds),
    cpuSeconds: number.format(cost.cpuSeconds),
    joules: number.format(cost.energyJoules),
    milligrams: number.format(cost.gramsCo2e * 1000),
    perThousand: number.format(cost.joulesPerThousandPredictions),
    megabytes: number.format(cost.peakRssBytes / 2 ** 20),
    kilobytes: number.format(cost.modelBytes / 1024),
  };
}
