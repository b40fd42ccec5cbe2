// What the ETL's processes show of themselves.
import { createConsumerMetrics, type ConsumerMetrics } from "@atelier/platform/consumer-metrics.ts";
import { Counter, Gauge, type Registry } from "@atelier/platform/metrics.ts";
import { createStoreMetrics, type TimeStore } from "@atelier/platform/store-metrics.ts";

export interface EtlMetrics extends ConsumerMetrics {
  readonly timed: TimeStore;
  deadLetter(kind: string, rule: string): void;
  outboxLength(records: number): void;
  integrity(check: string, violations: number): void;
}

export function createEtlMetrics(registry: Registry): EtlMetrics {
  const registers = [registry];
  const dead = new Counter({
    name: "etl_dead_letters_total",
    help: "Dead letters, by kind and rule",
    labelNames: ["kind", "rule"],
    registers,
  });
  /** Made when there is one: a process without would show that it owes nothing. */
  let outbox: Gauge | undefined;
  const violations = new Gauge({
    name: "etl_integrity_violations",
    help: "Violations found by the latest run of an integrity check",
    labelNames: ["check"],
    registers,
  });
  return {
    ...createConsumerMetrics(registry),
    timed: createStoreMetrics(registry),
    deadLetter: (kind, rule) => dead.inc({ kind, rule }),
    outboxLength(length) {
      outbox ??= new Gauge({
        name: "etl_outbox_records",
        help: "Records owed to Kafka, counted up to 10,000",
        registers,
      });
      outbox.set(length);
    },
    integrity: (check, count) => violations.set({ check }, count),
  };
}
