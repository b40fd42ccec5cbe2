// One contestant of the normaliser's bench in a process of its own: does its work on every raw record, again and
// again for some seconds. Prints {"units", "seconds", "checksum"}.
// Usage: node work.ts <normalise|parse> <file of raw records, one a line>
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { KINDS, type Kind } from "@atelier/contracts/kinds.ts";
import { normaliseRecord } from "@atelier/etl/normaliser.ts";
import type { IncomingRecord } from "@atelier/platform/kafka.ts";

const WARM_UP_SECONDS = 1.5;
const SECONDS = 3;

const [mode = "", file = ""] = process.argv.slice(2);

interface Work {
  readonly kind: Kind;
  readonly record: IncomingRecord;
}

/** As a consumer hands them over: bytes by topic. */
const works: Work[] = readFileSync(file, "utf8")
  .split("\n")
  .flatMap((line): Work[] => {
    const kind = KINDS.find((known) => line.includes(`"kind":"${known}"`));
    if (!kind) return [];
    const key = (JSON.parse(line) as { id: string }).id;
    return [{ kind, record: { key, value: Buffer.from(line), offset: 0n, timestampMs: 0 } }];
  });

/** The id of the record that came out: all that both have in common. */
const contestants: Readonly<Record<string, (work: Work) => string>> = {
  normalise({ kind, record }) {
    const { key, value } = normaliseRecord(kind, record);
    // A text made of pieces is put together when it is looked at, and must be before it can leave.
    if (value?.codePointAt(value.length - 1) === undefined) throw new Error(`${key} became nothing`);
    return key;
  },
  parse: ({ record }) => (JSON.parse(record.value?.toString("utf8") ?? "") as { id: string }).id,
};
const work = contestants[mode];
if (!work) throw new Error(`${mode} is no contestant`);

function round(): void {
  for (const one of works) work?.(one);
}

/** By processor time, so that a busy machine does not cut the warm-up short. */
function repeatFor(cpuSeconds: number): { units: number; seconds: number; cpuSeconds: number } {
  const started = performance.now();
  const before = process.cpuUsage();
  let units = 0;
  for (;;) {
    round();
    units += works.length;
    const { user, system } = process.cpuUsage(before);
    const spent = (user + system) / 1e6;
    if (spent > cpuSeconds)
      return { units, seconds: (performance.now() - started) / 1000, cpuSeconds: spent };
  }
}

const hash = createHash("sha256");
for (const one of works) hash.update(work(one)).update("\n");
repeatFor(WARM_UP_SECONDS);
const done = repeatFor(SECONDS);
process.stdout.write(`${JSON.stringify({ ...done, checksum: hash.digest("hex").slice(0, 12) })}\n`);
