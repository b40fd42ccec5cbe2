// What the collector shows of itself: read from its own counts when somebody asks, so that fetching pays nothing for it.
import { SOURCES } from "@atelier/contracts/kinds.ts";
import { Counter, Gauge, type Registry } from "@atelier/platform/metrics.ts";
import { OUTCOMES, type Origin } from "./adapters/origin.ts";
import type { Publisher } from "./publisher.ts";
import type { Counts, Tally } from "./tally.ts";

export interface Observed {
  readonly origins: Readonly<Record<"site" | "partner" | "registry", Pick<Origin, "counts">>>;
  readonly tally: Pick<Tally, "counts">;
  readonly publisher: Pick<Publisher, "unacknowledged">;
}

export function registerScraperMetrics(registry: Registry, { origins, tally, publisher }: Observed): void {
  const originsByName = Object.entries(origins);

  /** A counter whose value somebody else keeps. */
  function counter<L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    read: () => (readonly [Record<L, string>, number])[],
  ): void {
    const metric = new Counter({
      name,
      help,
      labelNames,
      registers: [],
      collect() {
        this.reset();
        for (const [labels, value] of read()) this.inc(labels, value);
      },
    });
    registry.registerMetric(metric);
  }
  const bySource = (name: string, help: string, field: keyof Counts) =>
    counter(name, help, ["source"], () =>
      SOURCES.map((source) => [{ source }, tally.counts[source][field]] as const),
    );

  counter("scraper_requests_total", "HTTP requests, by what became of them", ["origin", "outcome"], () =>
    originsByName.flatMap(([origin, { counts }]) =>
      OUTCOMES.map((outcome) => [{ origin, outcome }, counts.requests[outcome]] as const),
    ),
  );
  counter("scraper_retries_total", "Requests made again after one that failed", ["origin"], () =>
    originsByName.map(([origin, { counts }]) => [{ origin }, counts.retries] as const),
  );
  counter(
    "scraper_wait_seconds_total",
    "Time that requests were held back out of politeness",
    ["origin"],
    () => originsByName.map(([origin, { counts }]) => [{ origin }, counts.waitedMs / 1000] as const),
  );
  bySource("scraper_published_records_total", "Records that Kafka has acknowledged", "published");
  bySource("scraper_dead_letters_total", "Dead letters that Kafka has acknowledged", "deadLettered");
  bySource("scraper_not_modified_total", "Pages that had not changed", "notModified");
  bySource("scraper_failures_total", "Pages, files or streams that could not be had", "failed");
  const unacknowledged = new Gauge({
    name: "scraper_unacknowledged_records",
    help: "Records fetched that the checkpoint does not know yet",
    registers: [],
    collect() {
      this.set(publisher.unacknowledged());
    },
  });
  registry.registerMetric(unacknowledged);
}
