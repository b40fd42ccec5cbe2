// The partner's file drop, streamed: a file whose hash is known is left alone, and one that was cut half-way is published
// from the line after the last acknowledged one.
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import pRetry from "p-retry";
import type { z } from "zod";
import { RULES } from "@atelier/contracts/rules.ts";
import { FilesJson, PARTNER_PATHS } from "@atelier/contracts/source.ts";
import { RetryableError } from "@atelier/platform/errors.ts";
import type { Origin } from "../adapters/origin.ts";
import { DROP, type DropFile, type LineReader } from "../extract/drop-files.ts";
import { deadLetter, ShapeChanged, type ExtractContext, type Extracted } from "../extract/extracted.ts";
import { parseJson } from "../extract/json.ts";
import { MAX_LINE_BYTES, readLines, type Line } from "../lines.ts";
import { attempt, contextOf, sha256, type Collector } from "./collector.ts";
import { createRepeats, withRepair } from "./repeats.ts";

type Listed = z.output<typeof FilesJson>["fichiers"][number];

const LINES_A_DELIVERY = 500;
const READ_RETRIES = 5;

export async function collectDropFiles(partner: Origin, collector: Collector): Promise<void> {
  let listed: readonly Listed[] = [];
  await attempt(collector, "drop-customers", async () => {
    const answer = await partner.get(PARTNER_PATHS.files);
    try {
      listed = parseJson(answer.body.toString("utf8"), FilesJson).fichiers;
    } catch (error) {
      if (!(error instanceof ShapeChanged)) throw error;
      const context = contextOf(collector, PARTNER_PATHS.files, sha256(answer.body), answer.headers);
      const letter = deadLetter(context, "drop-customers", "customers", "unreadable", error.message);
      await collector.publisher.publish({
        source: "drop-customers",
        records: [],
        deadLetters: [letter],
        marks: [],
      });
    }
  });
  const present = DROP.flatMap((file) => {
    const entry = listed.find(({ nom }) => nom === file.name);
    return entry ? [{ file, entry }] : [];
  });
  await Promise.all(
    present.map(({ file, entry }) =>
      attempt(collector, file.source, () => collectFile(partner, collector, file, entry)),
    ),
  );
}

async function collectFile(
  partner: Origin,
  collector: Collector,
  file: DropFile,
  entry: Listed,
): Promise<void> {
  const { checkpoint, tally, signal } = collector;
  const path = PARTNER_PATHS.file(file.name);
  if (checkpoint.page(`partner${path}`)?.lastmod === entry.sha256) {
    tally.counts[file.source].notModified += 1;
    return;
  }
  const position = `drop ${file.name} ${entry.sha256}`;
  const reading = { publishedTo: Number(checkpoint.position(position) ?? 0) };
  await pRetry(() => readFile(partner, collector, { file, entry, path, position }, reading), {
    retries: READ_RETRIES,
    minTimeout: 200,
    signal,
    shouldRetry: ({ error }) => isNetworkFailure(error),
  });
}

interface Task {
  readonly file: DropFile;
  readonly entry: Listed;
  readonly path: string;
  readonly position: string;
}

async function readFile(
  partner: Origin,
  collector: Collector,
  { file, entry, path, position }: Task,
  reading: { publishedTo: number },
): Promise<void> {
  const { publisher, tally, rules } = collector;
  const answer = await partner.open(path);
  // Lines carry the hash of their file: that of a line with personal data would say too much.
  const whole = contextOf(collector, file.name, entry.sha256, answer.headers);
  const context = (number: number): ExtractContext => ({ ...whole, pointer: `${file.name}#${number}` });
  const readLine = file.openReader(rules);
  const isRepeat = createRepeats();
  const delivery = startDelivery();
  let line = 0;

  const flush = async () => {
    const { records, deadLetters } = delivery.take();
    tally.advance(file.source, records.length);
    reading.publishedTo = Math.max(reading.publishedTo, line);
    const marks = [{ type: "position" as const, name: position, value: String(reading.publishedTo) }];
    await publisher.publish({ source: file.source, records, deadLetters, marks });
  };

  try {
    for await (const lines of readLines(openBody(answer.body, file.compressed))) {
      for (const one of lines) {
        line = one.number;
        const read = extractLine(one, readLine, file, context(one.number));
        const again = one.bytes !== null && isRepeat(sha256(one.bytes));
        const extracted = again ? repeated(read, file) : read;
        if (one.number > reading.publishedTo && delivery.add(extracted) >= LINES_A_DELIVERY) await flush();
      }
    }
  } catch (error) {
    const problem = wholeFileProblem(error);
    if (problem === null) throw error;
    const pointer = problem.atLine ? context(line + 1) : whole;
    delivery.add({
      records: [],
      deadLetters: [deadLetter(pointer, file.source, file.kind, "unreadable", problem.reason)],
    });
  }
  await flush();
  const seen = { lastmod: entry.sha256, etag: null, lastModified: null, next: null };
  await publisher.publish({
    source: file.source,
    records: [],
    deadLetters: [],
    marks: [{ type: "page", resource: `partner${path}`, seen }],
  });
}

function extractLine(line: Line, read: LineReader, file: DropFile, context: ExtractContext): Extracted {
  if (line.bytes !== null) return read(line.bytes, context);
  const reason = `the line has more than ${MAX_LINE_BYTES} bytes`;
  return { records: [], deadLetters: [deadLetter(context, file.source, file.kind, "unreadable", reason)] };
}

/** Rule `duplicate-row`, where the catalogue has it. */
function repeated(extracted: Extracted, { kind }: DropFile): Extracted {
  if (!(RULES["duplicate-row"].kinds as readonly string[]).includes(kind)) return extracted;
  return {
    ...extracted,
    records: extracted.records.map((record) => withRepair(record, "duplicate-row")),
  };
}

function startDelivery() {
  let records: Extracted["records"][number][] = [];
  let deadLetters: Extracted["deadLetters"][number][] = [];
  return {
    /** Returns how much is gathered. */
    add(extracted: Extracted): number {
      records.push(...extracted.records);
      deadLetters.push(...extracted.deadLetters);
      return records.length + deadLetters.length;
    },
    take(): Extracted {
      const taken = { records, deadLetters };
      records = [];
      deadLetters = [];
      return taken;
    },
  };
}

function openBody(body: Readable, compressed: boolean): AsyncIterable<Uint8Array> {
  if (!compressed) return body;
  const gunzip = createGunzip();
  // The reader of `gunzip` gets the error, wherever it came from.
  pipeline(body, gunzip, () => undefined);
  return gunzip;
}

/** What a dead letter says of a file whose rest, or whole, cannot be read; null for another error. */
function wholeFileProblem(error: unknown): { readonly reason: string; readonly atLine: boolean } | null {
  if (error instanceof ShapeChanged) return { reason: error.message, atLine: false };
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "Z_BUF_ERROR") return { reason: "the compressed file is cut short here", atLine: true };
  if (code.startsWith("Z_")) return { reason: "the compressed file is damaged here", atLine: true };
  return null;
}

/** The connection broke under the stream; an origin that refuses has been retried already. */
function isNetworkFailure(error: Error): boolean {
  if (error instanceof RetryableError) return false;
  const code = "code" in error ? String(error.code) : "";
  return code.startsWith("UND_ERR_") || code.startsWith("E") || error.message === "terminated";
}
