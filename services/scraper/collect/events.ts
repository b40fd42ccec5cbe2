// The event stream: read from where the last acknowledged event was, reconnected when it is cut.
import { createParser, type EventSourceMessage } from "eventsource-parser";
import type { RawRecord } from "@atelier/contracts/raw.ts";
import { PARTNER_PATHS } from "@atelier/contracts/source.ts";
import { RetryableError } from "@atelier/platform/errors.ts";
import type { Mark } from "../adapters/checkpoint.ts";
import type { Headers } from "../adapters/http.ts";
import type { Origin } from "../adapters/origin.ts";
import { END_OF_WORLD, extractEvent } from "../extract/events.ts";
import { join } from "../extract/extracted.ts";
import { attempt, contextOf, sha256, type Collector } from "./collector.ts";
import { createRepeats, versionKey, withRepair } from "./repeats.ts";

const POSITION = "events";
const MAX_EVENT_CHARACTERS = 1024 * 1024;
/** A stream has nothing to say for long; a connection that died silently is found out by this. */
const MAX_SILENCE_MS = 60_000;
/** Connections in a row that brought nothing before the stream counts as failed. */
const MAX_VAIN_CONNECTIONS = 20;

export interface EventsOptions {
  /** Stop at the end-of-world mark; otherwise the connection stays open and whatever comes is published. */
  readonly untilEnd: boolean;
  /** Wait before a new connection. */
  readonly reconnectMs: number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

interface Stream {
  /** Id of the last event handed to the publisher; "" before the first. */
  lastId: string;
  /** The last event was the end-of-world mark. */
  ended: boolean;
  received: number;
  /** Newest revision handed to the publisher, of reviews that were corrected. */
  readonly revisions: Map<string, RawRecord>;
  readonly isRepeat: (key: string) => boolean;
}

export async function collectEvents(
  partner: Origin,
  collector: Collector,
  { untilEnd, reconnectMs, sleep }: EventsOptions,
): Promise<void> {
  const { log, signal } = collector;
  await attempt(collector, "events", async () => {
    const stream: Stream = {
      lastId: collector.checkpoint.position(POSITION) ?? "",
      ended: false,
      received: 0,
      revisions: new Map(),
      isRepeat: createRepeats(),
    };
    let vain = 0;
    for (;;) {
      const before = stream.received;
      await readConnection(partner, collector, stream, untilEnd).catch((error: unknown) => {
        if (signal.aborted || !isCut(error)) throw error;
        log.info({ source: "events", reason: error.message }, "the stream was cut");
      });
      if (untilEnd && stream.ended) return;
      vain = stream.received === before ? vain + 1 : 0;
      if (vain >= MAX_VAIN_CONNECTIONS) {
        throw new RetryableError("stream-silent", `${PARTNER_PATHS.events}: cut again and again`);
      }
      await sleep(reconnectMs, signal);
    }
  });
}

async function readConnection(
  partner: Origin,
  collector: Collector,
  stream: Stream,
  untilEnd: boolean,
): Promise<void> {
  const headers: Record<string, string> = { accept: "text/event-stream" };
  if (stream.lastId !== "") headers["last-event-id"] = stream.lastId;
  const answer = await partner.open(PARTNER_PATHS.events, headers, MAX_SILENCE_MS);
  let messages: EventSourceMessage[] = [];
  let pending = 0;
  const parser = createParser({
    onEvent(message) {
      messages.push(message);
      pending = 0;
    },
  });
  const decoder = new TextDecoder();
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    pending += chunk.length;
    if (pending > MAX_EVENT_CHARACTERS) {
      throw new RetryableError("event-too-large", `${PARTNER_PATHS.events}: an event without end`);
    }
    parser.feed(decoder.decode(chunk, { stream: true }));
    const received = messages;
    messages = [];
    if (received.length > 0) await publishEvents(received, answer.headers, collector, stream);
    if (untilEnd && stream.ended) return;
  }
}

async function publishEvents(
  messages: readonly EventSourceMessage[],
  headers: Headers,
  collector: Collector,
  stream: Stream,
): Promise<void> {
  const { publisher, ledger, tally } = collector;
  const marks: Mark[] = [];
  stream.received += messages.length;
  const extracted = messages.map((message) => {
    if (message.id !== undefined) stream.lastId = message.id;
    stream.ended = message.event === END_OF_WORLD;
    const pointer = `${PARTNER_PATHS.events}#${message.id ?? ""}`;
    const context = contextOf(collector, pointer, sha256(Buffer.from(message.data)), headers);
    const read = extractEvent({ type: message.event ?? "message", data: message.data }, context);
    const one = {
      ...read,
      records: read.records.flatMap((record) => inOrder(record, collector, stream)),
    };
    marks.push(...one.records.flatMap((record) => revisionMark(record, stream)));
    const erased = one.records.filter(({ kind }) => kind === "erasures").flatMap(({ subjects }) => subjects);
    if (erased.length > 0) {
      ledger.add(erased);
      marks.push({ type: "forget", pseudonyms: erased });
    }
    return one;
  });
  if (stream.lastId !== "") marks.push({ type: "position", name: POSITION, value: stream.lastId });
  const all = join(extracted);
  tally.advance("events", all.records.length);
  await publisher.publish({ source: "events", ...all, marks });
}

const revisionOf = (reviewId: string) => `revision ${reviewId}`;

/**
 * What is carried of an event. An older revision after a newer one is not: compaction keeps what comes last of a review, and it
 * would take the newer one's place if nobody had read that by then. The newer one comes again, with the rule that it bears.
 */
function inOrder(record: RawRecord, { checkpoint }: Collector, stream: Stream): RawRecord[] {
  const { kind, id, version } = record;
  if (kind === "prices") {
    return [stream.isRepeat(versionKey(record)) ? withRepair(record, "stream-duplicate") : record];
  }
  if (kind !== "reviews") return [record];
  const newest = stream.revisions.get(id);
  const known = newest?.version ?? Number(checkpoint.position(revisionOf(id)) ?? 0);
  if (version >= known) return [record];
  return newest ? [withRepair(newest, "stream-disorder")] : [];
}

/** Remembers the revisions that an older one may still follow. */
function revisionMark(record: RawRecord, stream: Stream): Mark[] {
  const { kind, id, version } = record;
  if (kind !== "reviews" || version < 2) return [];
  stream.revisions.set(id, record);
  return [{ type: "position", name: revisionOf(id), value: String(version) }];
}

/** A connection that breaks under a stream is its ordinary end. */
function isCut(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if (error instanceof RetryableError) return error.code !== "kafka-unavailable";
  const code = "code" in error ? String(error.code) : "";
  return code.startsWith("UND_ERR_") || code === "ECONNRESET" || error.message === "terminated";
}
