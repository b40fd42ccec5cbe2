// A training in a process of its own, on facts from a file in place of the stores. Prints what became of it, and a prediction for every review.
// Usage: node train-on-facts.ts <file of facts>
import { readFileSync } from "node:fs";
import type { Facts } from "@atelier/model/facts.ts";
import { predictionOf } from "@atelier/model/network.ts";
import { openBackend } from "@atelier/trainer/backend.ts";
import { makeExamples } from "@atelier/trainer/examples.ts";
import { train } from "@atelier/trainer/train.ts";

const facts = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as Facts;
const usage = () => ({ ...process.cpuUsage(), joules: null });
const before = process.cpuUsage();
await openBackend("wasm");
const { all, labelled } = makeExamples(facts);
const { network, metrics } = await train(labelled, "atelier", () => undefined, usage);
const { user, system } = process.cpuUsage(before);
const predictions = all.map(({ reviewId, features }) => {
  const { score, flagged } = predictionOf(network, features);
  return { review_id: reviewId, score, flagged };
});
process.stdout.write(JSON.stringify({ cpuSeconds: (user + system) / 1e6, metrics, predictions }));
