// What a stream gives twice, or out of order.
import type { RawRecord } from "@atelier/contracts/raw.ts";
import type { RuleId } from "@atelier/contracts/rules.ts";

/** What comes twice, or after its correction, is told by its rule, as the collector does; the newest comes last. */
export function createOrder(): (record: RawRecord) => RawRecord {
  const newest = new Map<string, RawRecord>();
  return (record) => {
    const key = `${record.kind} ${record.id}`;
    const known = newest.get(key);
    if (!known || record.version > known.version) {
      newest.set(key, record);
      return record;
    }
    if (record.kind === "reviews" && record.version < known.version)
      return repaired(known, "stream-disorder");
    return record.source === "events" && record.kind === "prices"
      ? repaired(record, "stream-duplicate")
      : record;
  };
}

const repaired = (record: RawRecord, rule: RuleId): RawRecord => ({
  ...record,
  repairs: [...record.repairs, rule],
});
