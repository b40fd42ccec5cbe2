// The restart point of `load`: the whole raw layer in the contract's form, where the submission's collecting has failed, so that
// one broken collector costs its own item and not what follows.
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { KINDS } from "@atelier/contracts/kinds.ts";
import type { RawRecord } from "@atelier/contracts/raw.ts";
import { createRawWorld, type RawWorldOptions } from "@atelier/world/raw-records.ts";

/** `<kind>.jsonl`, one raw record a line, and `rejects.jsonl` for lines that no collector can read. */
export async function supplyRawLayer(world: RawWorldOptions, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  const raw = createRawWorld(world);
  const byKind = new Map<string, RawRecord[]>(KINDS.map((kind) => [kind, []]));
  for (const record of raw.records()) byKind.get(record.kind)?.push(record);
  for (const [kind, records] of byKind) await writeLines(join(folder, `${kind}.jsonl`), records);
  await writeLines(join(folder, "rejects.jsonl"), raw.unreadable());
}

async function writeLines(file: string, records: Iterable<unknown>): Promise<void> {
  function* lines() {
    for (const record of records) yield `${JSON.stringify(record)}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(file, { mode: 0o644 }));
}
