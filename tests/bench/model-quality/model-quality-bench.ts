// How good models are, in ten worlds of scale 1, against the truth of the reviews that no moderator has labelled: one training a world, on
// facts made from its truth, so that no engine is needed.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { judgeModel } from "@atelier/cli/run/judge-model.ts";
import { PredictionRow } from "@atelier/contracts/views.ts";
import type { Facts } from "@atelier/model/facts.ts";
import { Manifest } from "@atelier/model/version.ts";
import { bestRule } from "@atelier/trainer/baselines.ts";
import { makeExamples } from "@atelier/trainer/examples.ts";
import { DECOY_GROUPS } from "@atelier/world/review-plan.ts";
import type { Truth } from "@atelier/world/truth.ts";
import { createTruth, secretFromSeed } from "@atelier/world/world.ts";
import { judge, type Bench, type RowSpec, type Settings } from "../bench.ts";
import { runChild } from "../measure/child.ts";
import { median, medianAndRange } from "../measure/statistics.ts";
import { factsOf } from "../../harness/truth-facts.ts";

const SEEDS = ["mirabelle", "reinette", "quetsche", "a", "b", "c", "d", "e", "f", "g"];

const row = (id: string, what: string, unit: RowSpec["unit"], goal: RowSpec["goal"]): RowSpec => ({
  id: `model-${id}`,
  what,
  unit,
  goal,
});
const PR_AUC = row("pr-auc", "PR-AUC on all unlabelled reviews, median of ten worlds", "ratio", {
  atLeast: 0.85,
});
const ABOVE_RULE = row(
  "above-rule",
  "PR-AUC above that of the best rule on one feature, on the same reviews, median of ten worlds",
  "ratio",
  { atLeast: 0.2 },
);
const ACCUSED = row(
  "accused-decoys",
  "share of the honest reviews of a group of look-alikes that is flagged: median of ten worlds, worst group",
  "ratio",
  { atMost: 0.02 },
);
const SECONDS = row("training-seconds", "CPU seconds of a training, median", "seconds", { atMost: 30 });
const MEMORY = row("training-memory", "peak RSS of a training, largest of ten", "MB", { atMost: 700 });

const Trained = z.object({
  cpuSeconds: z.number(),
  metrics: Manifest.shape.metrics,
  predictions: z.array(PredictionRow),
});

interface Judged extends ReturnType<typeof judgeModel> {
  readonly seed: string;
  /** Against the truth, on the reviews that the model is judged on. */
  readonly rulePrAuc: number;
  readonly peakBytes: number;
}

export const MODEL_QUALITY_BENCH: Bench = {
  title: "The model against the truth",
  rows: [PR_AUC, ABOVE_RULE, ACCUSED, SECONDS, MEMORY],
  async measure(_, settings) {
    const all: Judged[] = [];
    for (const seed of SEEDS) {
      const judged = await judgeWorld(seed, settings);
      settings.say(`${seed}: PR-AUC ${judged.prAuc.toFixed(3)}`);
      all.push(judged);
    }
    const worstGroup = Math.max(...DECOY_GROUPS.map((group) => median(all.map(accusedOf(group)))));
    return {
      rows: [
        judge(PR_AUC, median(all.map(({ prAuc }) => prAuc))),
        judge(ABOVE_RULE, median(all.map(({ prAuc, rulePrAuc }) => prAuc - rulePrAuc))),
        judge(ACCUSED, worstGroup),
        judge(SECONDS, median(all.map(({ trainingSeconds }) => trainingSeconds))),
        judge(MEMORY, Math.max(...all.map(({ peakBytes }) => peakBytes)) / 2 ** 20),
      ],
      table: tabulate(all),
    };
  },
};

async function judgeWorld(seed: string, { size, workFolder, environment }: Settings): Promise<Judged> {
  const pseudonymKey = "bench".padEnd(64, "0");
  const truth = createTruth({ secret: secretFromSeed(seed), scale: size, pseudonymKey, ticks: 0 });
  const facts = factsOf(truth);
  const file = join(workFolder, `facts-${seed}.json`);
  await writeFile(file, JSON.stringify(facts));
  const options = { cwd: workFolder, environment, timeoutMs: 300_000 };
  const child = await runChild(
    process.execPath,
    [join(import.meta.dirname, "train-on-facts.ts"), file],
    options,
  );
  const { cpuSeconds, metrics, predictions } = Trained.parse(JSON.parse(child.stdout));
  const judged = judgeModel(truth, predictions, {
    version: seed,
    ...metrics,
    cost: { seconds: cpuSeconds, energyJoules: 0, gramsCo2e: 0 },
  });
  return { ...judged, seed, rulePrAuc: judgeRule(truth, facts), peakBytes: child.peakBytes };
}

/** Found on the labelled reviews, measured on the others. */
function judgeRule(truth: Truth, facts: Facts): number {
  const { all, labelled } = makeExamples(facts);
  const known = new Set(labelled.map(({ reviewId }) => reviewId));
  const frauds = new Set([...truth.fraud()].filter((one) => one.fraudulent).map((one) => one.reviewId));
  const others = all
    .filter(({ reviewId }) => !known.has(reviewId))
    .map((one) => ({ ...one, fraudulent: frauds.has(one.reviewId) }));
  return bestRule(labelled, others).prAuc;
}

const accusedOf =
  (group: (typeof DECOY_GROUPS)[number]) =>
  ({ accusedByGroup }: Judged): number =>
    accusedByGroup.find((one) => one.group === group)?.accused ?? 0;

const percent = (value: number) => `${(100 * value).toFixed(1)} %`;

function tabulate(all: readonly Judged[]): string {
  const titles = ["world", "PR-AUC", "best rule", "precision", "recall", ...DECOY_GROUPS, "other honest"];
  const lines = all.map((one) => [
    one.seed,
    one.prAuc.toFixed(3),
    one.rulePrAuc.toFixed(3),
    percent(one.precision),
    percent(one.recall),
    ...DECOY_GROUPS.map((group) => percent(accusedOf(group)(one))),
    percent(one.accusedOthers),
  ]);
  const cost = `CPU s ${medianAndRange(all.map(({ trainingSeconds }) => trainingSeconds))}, peak RSS MB ${medianAndRange(all.map(({ peakBytes }) => peakBytes / 2 ** 20))}`;
  return [
    `| ${titles.join(" | ")} |`,
    `|${titles.map(() => "---").join("|")}|`,
    ...lines.map((cells) => `| ${cells.join(" | ")} |`),
    "",
    `A training: ${cost}.`,
  ].join("\n");
}
