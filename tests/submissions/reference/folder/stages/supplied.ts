// Raw records from files, `<kind>.jsonl`, one a line, to their topics: where somebody else has done the collecting. Lines that no
// collector could read are in `rejects.jsonl`.
import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DeadLetter } from "@atelier/contracts/clean.ts";
import { deadTopic, KINDS, rawTopic, type Kind } from "@atelier/contracts/kinds.ts";
import { RawRecord } from "@atelier/contracts/raw.ts";
import { VIEWS } from "@atelier/contracts/views.ts";
import type { OutgoingRecord, Producer } from "@atelier/platform/kafka.ts";
import { connectLog } from "./log.ts";
import { createOrder } from "./order.ts";

const AT_ONCE = 500;
/** Whom to forget comes before what they have left. */
const ORDER: readonly Kind[] = ["erasures", ...KINDS.filter((kind) => kind !== "erasures")];

export async function publishSupplied(folder: string): Promise<void> {
  const producer = await connectLog().producer();
  const inOrder = createOrder();
  try {
    for (const kind of ORDER) {
      await publishFile(producer, join(folder, `${kind}.jsonl`), (line) => {
        const record = inOrder(RawRecord.parse(JSON.parse(line)));
        return { topic: rawTopic(record.kind), key: record.id, value: JSON.stringify(record) };
      });
    }
    await publishFile(producer, join(folder, "rejects.jsonl"), (line) => {
      const letter = letterOf(line);
      return { topic: deadTopic(letter.kind), key: letter.pointer, value: JSON.stringify(letter) };
    });
  } finally {
    await producer.close();
  }
}

/** A row of the rejects, as the dead letter that it was. */
function letterOf(line: string): DeadLetter {
  const { source, kind, pointer, rule } = VIEWS.rejects.parse(JSON.parse(line));
  return DeadLetter.parse({
    source,
    kind,
    pointer,
    rule,
    hash: "",
    reason: "supplied as one that no collector can read",
    observedAt: new Date(0).toISOString(),
    subjects: [],
  });
}

async function publishFile(
  producer: Producer,
  file: string,
  read: (line: string) => OutgoingRecord,
): Promise<void> {
  if (!existsSync(file)) return;
  let waiting: OutgoingRecord[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line === "") continue;
    waiting.push(read(line));
    if (waiting.length < AT_ONCE) continue;
    await producer.send(waiting);
    waiting = [];
  }
  await producer.send(waiting);
}
