// Looks at the flows as somebody who would misuse them: what they write, which doors they open, whether a stolen password can be
// replaced.
import { setTimeout as delay } from "node:timers/promises";
import { STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { listListeners, newListeners, type Listener } from "../flows/listeners.ts";
import { observeRotation } from "../flows/rotation.ts";
import { createFlowSearch } from "../flows/search.ts";
import { readTopics } from "../flows/topics.ts";
import { NO_FLOWS, type Flows } from "../observations/flows.ts";
import { everything } from "../stores/everything.ts";
import { StoreRefusal } from "../stores/sql-session.ts";
import { engineParts, openStores } from "../stores/stores.ts";
import { secretsOf } from "../text/without-secrets.ts";
import type { ExamWorld, Phase, PhaseContext } from "./phase.ts";

const START_SECONDS = 120;
const MARGIN_SECONDS = 60;
const POLL_MS = 500;

/** After the automation: there is something in the flows then. */
export const flows: Phase<"flows"> = {
  part: "flows",
  world: "live",
  async observe(world, context) {
    const { submission, service } = context;
    const { schedule } = submission;
    if (!schedule || submission.commands.serve === undefined) return NO_FLOWS;
    const doors = await observeDoors(world, context);
    const found = await searchFlows(world, context);
    await service.stop();
    return {
      ...found,
      ...doors,
      rotation: engineParts(submission).relational
        ? await rotate(world, context, START_SECONDS + schedule.cadenceSeconds + MARGIN_SECONDS)
        : null,
    };
  },
};

async function rotate(world: ExamWorld, context: PhaseContext, allowedSeconds: number) {
  const stores = await openStores(world, context);
  try {
    return await observeRotation(world, context, stores, allowedSeconds);
  } finally {
    await stores.close();
  }
}

async function observeDoors(
  world: ExamWorld,
  { service, signal }: Pick<PhaseContext, "service" | "signal">,
): Promise<Pick<Flows, "listeners" | "serving">> {
  await service.stop();
  const before = await listListeners();
  await service.ensure();
  const page = Number(world.environment[STAGE_ENVIRONMENT.pagePort]);
  const deadline = performance.now() + START_SECONDS * 1000;
  let opened: Listener[] = [];
  do {
    await delay(POLL_MS, undefined, { signal });
    opened = newListeners(await listListeners(), before);
  } while (!opened.some(({ port }) => port === page) && service.running() && performance.now() < deadline);
  return { listeners: opened, serving: service.running() !== undefined };
}

async function searchFlows(
  world: ExamWorld,
  context: PhaseContext,
): Promise<Pick<Flows, "searched" | "leaks">> {
  const persons = [...world.truth().canaries()].flatMap(({ traces }) => traces);
  const search = createFlowSearch(persons, secretsOf(world.environment));
  for (const path of context.service.outputFiles()) await search.file("output of commands", path);
  const { kafka } = world.connections;
  if (kafka.brokers !== "") {
    const topics = new Map<string, Buffer[]>();
    await readTopics(kafka, (topic, bytes) => {
      const kept = topics.get(topic) ?? [];
      kept.push(bytes);
      topics.set(topic, kept);
    });
    for (const [topic, values] of topics) await search.bytes(`topic ${topic}`, values);
  }
  try {
    for await (const { where, rows } of everything(world, context)) await search.bytes(where, bytesOf(rows));
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
  }
  return search.result();
}

async function* bytesOf(rows: AsyncIterable<{ readonly bytes: Buffer }>): AsyncIterable<Buffer> {
  for await (const { bytes } of rows) yield bytes;
}
