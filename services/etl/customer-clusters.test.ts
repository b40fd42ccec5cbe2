import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusterCustomers, type CustomerKeys } from "./customer-clusters.ts";

const record = fc.record({
  emailKey: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  phoneKey: fc.option(fc.constantFrom("u", "v", "w", "x", "y")),
});
const records = fc
  .array(record, { maxLength: 12 })
  .map((keys): CustomerKeys[] => keys.map((each, index) => ({ recordId: `C${index}`, ...each })));

/** By the definition: spread from record to record over equal keys until nothing new is met. */
function reachableFrom(start: CustomerKeys, all: readonly CustomerKeys[]): Set<string> {
  const met = new Set([start]);
  for (const one of met) {
    for (const other of all) {
      const samePhone = one.phoneKey !== null && one.phoneKey === other.phoneKey;
      if (one.emailKey === other.emailKey || samePhone) met.add(other);
    }
  }
  return new Set([...met].map(({ recordId }) => recordId));
}

describe("clusterCustomers", () => {
  it("puts records together exactly when equal e-mails or phones lead from one to the other", () => {
    fc.assert(
      fc.property(records, (all) => {
        const clusters = clusterCustomers(all);
        for (const one of all) {
          const cluster = all.filter((other) => clusters.get(other.recordId) === clusters.get(one.recordId));
          expect(new Set(cluster.map(({ recordId }) => recordId))).toEqual(reachableFrom(one, all));
        }
      }),
    );
  });

  it("names a cluster after its least record, in whatever order the records are given", () => {
    fc.assert(
      fc.property(records, (all) => {
        const clusters = clusterCustomers(all);
        expect(clusterCustomers(all.toReversed())).toEqual(clusters);
        for (const one of all) {
          const least = [...reachableFrom(one, all)].toSorted()[0];
          expect(clusters.get(one.recordId)).toBe(least);
        }
      }),
    );
  });
});
