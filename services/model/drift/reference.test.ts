import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scored, spread } from "../testing/scored.ts";
import { COLUMNS } from "./columns.ts";
import { DriftReference, makeReference, type Scored } from "./reference.ts";

const columnOf = ({ columns }: DriftReference, name: string) => columns.find((one) => one.name === name)!;
const referenceOf = (all: readonly Scored[]) => makeReference(all, 0.01);
const ofRatings = (ratings: readonly number[]) =>
  columnOf(referenceOf(ratings.map((rating) => scored({ rating }))), "rating");
const many = Array.from({ length: 800 }, (_, at) => at);

describe("a reference", () => {
  it("has every column, each record that has a value in one of its bins", () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
        (values) => {
          const reference = referenceOf(values.map((rating) => scored({ rating })));
          expect(reference.columns.map(({ name }) => name)).toEqual(COLUMNS);
          const { edges, counts } = columnOf(reference, "rating");
          expect(counts.reduce((sum, one) => sum + one)).toBe(values.length);
          expect(edges).toEqual(edges.toSorted((a, b) => a - b));
          expect(DriftReference.parse(JSON.parse(JSON.stringify(reference)))).toEqual(reference);
        },
      ),
    );
  });

  it("has tenths of what varies", () => {
    const { counts } = ofRatings(many.map(spread));
    expect(counts).toHaveLength(10);
    expect(Math.min(...counts)).toBeGreaterThan(70);
    expect(Math.max(...counts)).toBeLessThan(90);
  });

  it("gives a value that many share a bin of its own", () => {
    expect(ofRatings(many.map((at) => (at % 20 === 0 ? 3 : 0)))).toEqual({
      name: "rating",
      edges: [1.5],
      counts: [760, 40],
    });
  });

  it("says nothing of what never varies", () => {
    expect(ofRatings(many.map(() => 5))).toEqual({ name: "rating", edges: [], counts: [800] });
  });

  it("looks at the latest thousand alone", () => {
    const grown = [...many.map(() => scored({ rating: 1 })), ...many.map(() => scored({ rating: 4 }))];
    expect(columnOf(referenceOf(grown), "rating").counts).toEqual([200, 800]);
  });

  it("takes a missing text for missing, and not for a short one", () => {
    const reference = referenceOf(
      many.map((at) => scored({ textCharacters: at % 4 === 0 ? 0 : 3 + spread(at), textWords: spread(at) })),
    );
    expect(columnOf(reference, "text").counts).toEqual([600, 200]);
    const { counts } = columnOf(reference, "textWords");
    expect(counts.reduce((sum, one) => sum + one)).toBe(600);
  });

  it("is small", () => {
    const reference = referenceOf(
      many.map((at) =>
        scored(Object.fromEntries(COLUMNS.map((name, column) => [name, spread(at + column)]))),
      ),
    );
    expect(JSON.stringify(reference).length).toBeLessThan(16_000);
  });
});
