// What the ETL's processes show of themselves.
import { Counter, Gauge, Histogram, type Registry } from "@atelier/platform/metrics.ts";

export interface EtlMetrics {
  /** A batch was applied: published, or committed in the store. */
  applied(topic: string, records: number): void;
  deadLetter(kind: string, rule: string): void;
  outboxLength(records: number): void;
  integrity(check: string, violations: number): void;
}

export function createEtlMetrics(registry: Registry): EtlMetrics {
  const registers = [registry];
  const records = new Counter({
    name: "etl_records_total",
    help: "Records applied, by topic",
    labelNames: ["topic"],
    registers,
  });
  const batch = new Histogram({
    name: "etl_batch_records",
    help: "Records in one batch",
    buckets: [1, 10, 100, 500, 1000, 2000, 5000],
    registers,
  });
  const dead = new Counter({
    name: "etl_dead_letters_total",
    help: "Dead letters, by kind and rule",
    labelNames: ["kind", "rule"],
    registers,
  });
  const outbox = new Gauge({ name: "etl_outbox_records", help: "Records owed to Kafka", registers });
  const violations = new Gauge({
    name: "etl_integrity_violations",
    help: "Violations found by the latest run of an integrity check",
    labelNames: ["check"],
    registers,
  });
  return {
    applied(topic, count) {
      records.inc({ topic }, count);
      batch.observe(count);
    },
    deadLetter: (kind, rule) => dead.inc({ kind, rule }),
    outboxLength: (length) => outbox.set(length),
    integrity: (check, count) => violations.set({ check }, count),
  };
}
