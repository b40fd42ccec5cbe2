// Reviews as they arrive: a batch is scored in one transaction with its offset, then told to the log, then acknowledged.
// A batch that was scored and not told comes again, and is only told.
import type { CrashPoint } from "@atelier/platform/crash-point.ts";
import type { Batch, Producer } from "@atelier/platform/kafka.ts";
import { markPublished, moveFrom, nameOf, readPosition, type Place } from "./adapters/positions.ts";
import type { ActiveVersion } from "./activation.ts";
import { publish } from "./publishing.ts";
import { score, type ScoringDeps } from "./scoring.ts";

export interface LiveScoring {
  /** Where a partition goes on: behind what was told to the log. */
  startOffset(topic: string, partition: number): Promise<bigint>;
  /** @throws RetryableError when a store or the log is away: the batch is to be given again. */
  apply(batch: Batch): Promise<"applied" | "fenced">;
}

class Fenced extends Error {}

export function createLiveScoring(
  deps: ScoringDeps & {
    readonly producer: Producer;
    readonly active: ActiveVersion;
    readonly crash: CrashPoint;
  },
): LiveScoring {
  const { pool, crash } = deps;
  /** `next` as this instance left it, by topic/partition. */
  const positions = new Map<string, bigint>();

  async function scoreOnce(batch: Batch, place: Place): Promise<void> {
    const from = positions.get(nameOf(place)) ?? 0n;
    if (batch.next <= from) return;
    const reviewIds = distinct(batch.records.filter(({ value }) => value !== null));
    await score(
      {
        reviewIds,
        since: new Map([[nameOf(place), batch.next]]),
        version: deps.active.inUse,
        async begin(client) {
          if (!(await moveFrom(client, place, from, batch.next))) throw new Fenced();
        },
        end: () => crash("written", batch.records.length),
      },
      deps,
    );
    positions.set(nameOf(place), batch.next);
    crash("committed", batch.records.length);
  }

  return {
    async startOffset(topic, partition) {
      const { next, published } = await readPosition(pool, { topic, partition });
      positions.set(nameOf({ topic, partition }), next);
      return published;
    },
    async apply(batch) {
      const { topic, partition, records, next } = batch;
      const place = { topic, partition };
      crash("fetched", records.length);
      try {
        await scoreOnce(batch, place);
      } catch (error) {
        if (error instanceof Fenced) return "fenced";
        throw error;
      }
      await deps.metrics.timed("kafka", "publish", () =>
        publish(deps, distinct(records), undefined, (client) => markPublished(client, place, next)),
      );
      return "applied";
    },
  };
}

const distinct = (records: Batch["records"]): string[] => [...new Set(records.map(({ key }) => key))];
