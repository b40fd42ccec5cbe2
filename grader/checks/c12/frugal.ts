// What training and predicting cost, counted in logistic regressions.
import { defineCheck, type Finding } from "../../check.ts";
import { figure } from "../../text/figure.ts";

/** Multiples of the unit's CPU seconds: up to the first, whole; up to the second, half. */
const CPU_MULTIPLES = [1500, 6000] as const;
const MEMORY_BYTES = [2 * 2 ** 30, 4 * 2 ** 30] as const;
const MODEL_BYTES = [100 * 2 ** 20, 500 * 2 ** 20] as const;

export const frugal = defineCheck({
  id: "C12.4-frugal",
  item: "C12.4",
  level: "socle",
  observation: "effect",
  weight: 3,
  title: {
    fr: "Le modèle est utile et reste sobre en calcul, en mémoire et en taille",
    en: "The model is useful and stays frugal in computing, memory and size",
  },
  why: {
    fr: "L'énergie d'un calcul est à peu près proportionnelle à son temps de processeur : un modèle mille fois plus coûteux doit le justifier.",
    en: "The energy of a computation is roughly in proportion to its CPU time: a model a thousand times as costly must justify itself.",
  },
  hints: [
    {
      fr: "Mesurez le temps de processeur de `train` et de `predict`, et ce qui le prend.",
      en: "Measure the CPU time of `train` and `predict`, and what takes it.",
    },
    {
      fr: "Moins de variables, des tableaux plutôt que des boucles, un modèle plus petit, une recherche d'hyperparamètres hors de `train`.",
      en: "Fewer features, arrays rather than loops, a smaller model, a search of hyperparameters outside `train`.",
    },
  ],
  section: "c12",
  reads: ["model"],
  needs: ["C12.5-better-than-baselines"],
  judge({ model: { cost, train, predict } }): Finding {
    if (train.code !== 0 || predict.code !== 0) {
      return {
        outcome: "failed",
        share: 0,
        evidence: [
          {
            expected: {
              fr: "`train` et `predict` vont à leur terme",
              en: "`train` and `predict` run to their end",
            },
            actual: {
              fr: `codes ${train.code ?? "–"} et ${predict.code ?? "–"}`,
              en: `codes ${train.code ?? "–"} and ${predict.code ?? "–"}`,
            },
            where: "train",
          },
        ],
      };
    }
    if (cost.cpuSeconds === 0 || cost.unitCpuSeconds === 0) {
      // Outside the sandbox nothing is measured: that is not the candidate's doing.
      return { outcome: "errored", share: 0, evidence: [] };
    }
    const multiple = cost.cpuSeconds / cost.unitCpuSeconds;
    const shares = [
      within(multiple, CPU_MULTIPLES),
      within(cost.peakMemoryBytes, MEMORY_BYTES),
      within(cost.modelBytes, MODEL_BYTES),
    ];
    const share = Math.min(...shares);
    return {
      outcome: share === 1 ? "passed" : share > 0 ? "partial" : "failed",
      share,
      evidence: [
        {
          expected: {
            fr: `au plus ${CPU_MULTIPLES[0]} fois le calcul (et l'énergie) d'une régression logistique, ${megabytes(MEMORY_BYTES[0]).fr} Mo de mémoire, ${megabytes(MODEL_BYTES[0]).fr} Mo de fichiers`,
            en: `at most ${CPU_MULTIPLES[0]} times the computing (and energy) of a logistic regression, ${megabytes(MEMORY_BYTES[0]).en} MB of memory, ${megabytes(MODEL_BYTES[0]).en} MB of files`,
          },
          actual: {
            fr: `${figure(multiple, 0).fr} fois (${figure(cost.cpuSeconds, 1).fr} s de processeur), ${megabytes(cost.peakMemoryBytes).fr} Mo, ${megabytes(cost.modelBytes).fr} Mo`,
            en: `${figure(multiple, 0).en} times (${figure(cost.cpuSeconds, 1).en} CPU seconds), ${megabytes(cost.peakMemoryBytes).en} MB, ${megabytes(cost.modelBytes).en} MB`,
          },
          where: "train, predict",
        },
      ],
    };
  },
});

const within = (value: number, [whole, half]: readonly [number, number]) =>
  value <= whole ? 1 : value <= half ? 0.5 : 0;

const megabytes = (bytes: number) => figure(bytes / 2 ** 20, 0);
