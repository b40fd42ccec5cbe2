// Within five minutes of an erasure nothing of the person is left on any topic, tombstones apart; stores take seconds.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyTopic } from "../harness/every-byte.ts";
import { openLab, type Lab } from "../harness/lab.ts";
import { waitUntil } from "../harness/wait-until.ts";

const TICKS = 3;
const TOPICS_DEADLINE_MS = 300_000;

describe("after erasures", () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await openLab("erasure");
    await lab.open({ seed: "erasure", scale: 0.1 });
    await lab.consume();
    await lab.collect();
  });
  afterAll(() => lab?.close());

  it("topics are free of the erased within five minutes", async () => {
    for (let tick = 1; tick <= TICKS; tick += 1) {
      await lab.tick();
      await lab.collect();
    }
    await lab.settle();
    const erasedAt = performance.now();
    expect((await lab.judge()).differences).toEqual([]);

    const pseudonyms = [...lab.truth().forgotten()];
    let left: string[] = [];
    await waitUntil(
      "topics without the erased",
      async () => {
        left = await topicsWith(lab, pseudonyms);
        return left.length === 0 || undefined;
      },
      { deadlineMs: TOPICS_DEADLINE_MS, seen: () => left.join(", ") },
    );
    process.stdout.write(`topics clean after ${Math.round((performance.now() - erasedAt) / 1000)} s\n`);
  });
});

/** Topics that hold a record about one of them; `erasures`, which say whom to keep out, apart. */
async function topicsWith({ kafka }: Lab, pseudonyms: readonly string[]): Promise<string[]> {
  const wanted = new Set(pseudonyms);
  const found: string[] = [];
  for await (const { name, bytes } of everyTopic(kafka, `erasure-${performance.now()}`)) {
    if (name.endsWith(".erasures")) continue;
    let text = "";
    for await (const part of bytes) text += Buffer.from(part).toString("latin1");
    if (text.match(/[0-9a-f]{64}/g)?.some((one) => wanted.has(one))) found.push(name);
  }
  return found;
}
