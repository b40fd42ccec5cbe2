// The way out: records wait in a bounded queue, leave for Kafka in batches, in order, and only what Kafka has acknowledged
// is marked as collected. When Kafka is slow the queue fills, and those who fetch wait.
import { setImmediate } from "node:timers/promises";
import pRetry from "p-retry";
import { deadTopic, rawTopic, type SourceId } from "@atelier/contracts/kinds.ts";
import { ConfigError, RetryableError } from "@atelier/platform/errors.ts";
import type { CrashPoint } from "@atelier/platform/crash-point.ts";
import type { OutgoingRecord, Producer } from "@atelier/platform/kafka.ts";
import type { Checkpoint, Mark } from "./adapters/checkpoint.ts";
import type { Extracted } from "./extract/extracted.ts";
import type { Tally } from "./tally.ts";

export interface Delivery extends Extracted {
  readonly source: SourceId;
  /** Applied once every record here, and every earlier delivery, is acknowledged. */
  readonly marks: readonly Mark[];
}

export interface Publisher {
  /** Reaches Kafka before anything is fetched for it. @throws ConfigError when it refuses us, RetryableError when it does not answer */
  connect(): Promise<void>;
  /** Resolves when the queue has taken the delivery in. @throws what stopped the publisher */
  publish(delivery: Delivery): Promise<void>;
  /** Resolves when everything taken in is acknowledged and marked. */
  drain(): Promise<void>;
  /** Records taken in that the checkpoint does not know yet: they would be fetched again. */
  unacknowledged(): number;
  close(): Promise<void>;
}

export interface PublisherDeps {
  readonly openProducer: () => Promise<Producer>;
  readonly checkpoint: Pick<Checkpoint, "apply">;
  readonly tally: Tally;
  readonly crashPoint: CrashPoint;
  readonly signal: AbortSignal;
  /** First wait after Kafka refused a batch that its client had tried for long already. */
  readonly backOffMs: number;
}

/** Kafka's default limit for a batch is 1 MB. */
const MAX_BATCH_BYTES = 700_000;
const MAX_BATCH_RECORDS = 2000;
const MAX_QUEUED_BYTES = 4 * 1024 * 1024;
const MAX_QUEUED_DELIVERIES = 2000;
const SEND_RETRIES = 20;

/** A delivery as it waits: written out already, so that what it was made of can go. */
interface Queued {
  readonly source: SourceId;
  readonly records: number;
  readonly deadLetters: number;
  readonly marks: readonly Mark[];
  readonly outgoing: readonly OutgoingRecord[];
  readonly bytes: number;
}

export function createPublisher(deps: PublisherDeps): Publisher {
  const queue: Queued[] = [];
  let queuedBytes = 0;
  let unacknowledged = 0;
  const state: { running: Promise<void> | null; failure: Error | null } = { running: null, failure: null };
  let producer: Producer | null = null;
  let waiting: (() => void)[] = [];

  const isFull = () => queuedBytes > MAX_QUEUED_BYTES || queue.length > MAX_QUEUED_DELIVERIES;

  function wakeAll(): void {
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  }

  function takeBatch(): Queued[] {
    let bytes = 0;
    let records = 0;
    let count = 0;
    for (const next of queue) {
      bytes += next.bytes;
      records += next.outgoing.length;
      if (count > 0 && (bytes > MAX_BATCH_BYTES || records > MAX_BATCH_RECORDS)) break;
      count += 1;
    }
    return queue.splice(0, count);
  }

  /** A producer that failed is replaced: records are keyed and idempotent, so sending some twice does no harm. */
  async function withProducer(work: (producer: Producer) => Promise<void>): Promise<void> {
    const attempt = async () => {
      producer ??= await deps.openProducer();
      await work(producer);
    };
    await pRetry(attempt, {
      retries: SEND_RETRIES,
      minTimeout: deps.backOffMs,
      maxTimeout: 10_000,
      signal: deps.signal,
      shouldRetry: ({ error }) => !(error instanceof ConfigError),
      onFailedAttempt: async () => {
        const broken = producer;
        producer = null;
        await broken?.close().catch(() => undefined);
      },
    }).catch((error: unknown) => {
      if (error instanceof ConfigError) throw error;
      throw new RetryableError("kafka-unavailable", "Kafka does not take the records", { cause: error });
    });
  }

  async function send(records: readonly OutgoingRecord[]): Promise<void> {
    if (records.length === 0) return;
    await withProducer(async (open) => {
      const sending = open.send(records);
      deps.crashPoint("written", records.length);
      await sending;
    });
  }

  async function run(): Promise<void> {
    while (queue.length > 0) {
      // What other fetchers have ready in this turn goes along: fewer, larger batches.
      await setImmediate();
      const batch = takeBatch();
      const records = batch.flatMap(({ outgoing }) => outgoing);
      await send(records);
      deps.crashPoint("committed", records.length);
      deps.checkpoint.apply(batch.flatMap(({ marks }) => marks));
      deps.crashPoint("acknowledged", records.length);
      unacknowledged -= records.length;
      for (const { source, records: published, deadLetters, bytes } of batch) {
        queuedBytes -= bytes;
        const counts = deps.tally.counts[source];
        counts.published += published;
        counts.deadLettered += deadLetters;
      }
      wakeAll();
    }
  }

  function start(): void {
    state.running ??= run()
      .catch((error: unknown) => {
        state.failure = error instanceof Error ? error : new Error(String(error));
      })
      .finally(() => {
        state.running = null;
        wakeAll();
      });
  }

  return {
    connect: () => withProducer(() => Promise.resolve()),
    async publish(delivery) {
      const outgoing = serialise(delivery);
      deps.crashPoint("fetched", outgoing.length);
      while (isFull() && !state.failure) await new Promise<void>((resolve) => waiting.push(resolve));
      if (state.failure) throw state.failure;
      const bytes = outgoing.reduce((sum, record) => sum + (record.value?.length ?? 0) + 200, 0);
      queuedBytes += bytes;
      unacknowledged += outgoing.length;
      queue.push({
        source: delivery.source,
        records: delivery.records.length,
        deadLetters: delivery.deadLetters.length,
        marks: delivery.marks,
        outgoing,
        bytes,
      });
      start();
    },
    async drain() {
      while (state.running) await state.running;
      if (state.failure) throw state.failure;
    },
    unacknowledged: () => unacknowledged,
    async close() {
      await producer?.close();
    },
  };
}

function serialise({ records, deadLetters, forgottenReviews = [] }: Extracted): OutgoingRecord[] {
  return [
    ...records.map((record) => ({
      topic: rawTopic(record.kind),
      key: record.id,
      value: JSON.stringify(record),
    })),
    ...deadLetters.map((letter) => ({
      topic: deadTopic(letter.kind),
      key: letter.pointer,
      value: JSON.stringify(letter),
    })),
    ...forgottenReviews.map((id) => ({ topic: rawTopic("reviews"), key: id, value: null })),
  ];
}
