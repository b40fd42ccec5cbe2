import { describe, expect, it } from "vitest";
import { latestByKey } from "./latest.ts";

const of = (...versions: (number | undefined)[]) =>
  latestByKey(
    versions.map((version) => ["key", version === undefined ? undefined : { version }] as const),
  ).get("key");

describe("latestByKey", () => {
  it("keeps the newest record, the later of equals", () => {
    expect(of(1, 2)).toEqual({ erased: false, latest: { version: 2 }, endsWithOlder: false });
  });

  it("tells when the log ends with an older record, which compaction would keep", () => {
    expect(of(2, 1)).toMatchObject({ latest: { version: 2 }, endsWithOlder: true });
    expect(of(2, 1, 2)).toMatchObject({ latest: { version: 2 }, endsWithOlder: false });
  });

  it("forgets what a tombstone erased", () => {
    expect(of(2, 1, undefined)).toEqual({ erased: true, latest: undefined, endsWithOlder: false });
    expect(of(2, undefined, 1)).toEqual({ erased: true, latest: { version: 1 }, endsWithOlder: false });
  });
});
