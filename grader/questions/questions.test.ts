import { describe, expect, it } from "vitest";
import { QUESTIONS, type Question } from "@atelier/contracts/questions.ts";
import { createTruth } from "@atelier/world/create-truth.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import { answer } from "./answers.ts";
import { differenceOf } from "./compare-answers.ts";
import { readFacts } from "./facts.ts";
import { drawParameters } from "./parameters.ts";

const factsOf = (seed: string) =>
  readFacts(createTruth({ secret: secretFromSeed(seed), scale: 0.05, pseudonymKey: "k", ticks: 0 }));
const facts = factsOf("questions");
const text = (rows: readonly (readonly (string | number | null)[])[]) =>
  rows.map((row) => row.map((cell) => (cell === null ? null : String(cell))));

/** Orders of the period's first Parisian hour, still of the day before by UTC. */
const inParis = (from: string, until: string) =>
  facts.orders.filter(({ status, ordered_at }) => {
    const day = new Date(Date.parse(ordered_at) + 60 * 60 * 1000).toISOString().slice(0, 10);
    return status !== "cancelled" && day >= from && day < until && ordered_at < from;
  });

describe("parameters of the questions", () => {
  const parameters = drawParameters(facts);

  it.each(QUESTIONS.map(({ id }) => id))("let %s be answered with something", (id) => {
    const sizes = parameters[id].map((values) => answer(id, facts, values).length);
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.filter((size) => size > 0).length).toBeGreaterThanOrEqual(Math.ceil(sizes.length / 2));
    for (const values of parameters[id])
      expect(values.length).toBe(QUESTIONS.find((one) => one.id === id)?.parameters.length);
  });

  it("are the same for one world, and other ones for another", () => {
    expect(drawParameters(factsOf("questions"))).toEqual(parameters);
    expect(drawParameters(factsOf("another")).Q5).not.toEqual(parameters.Q5);
  });

  it("begin a period where days of another time zone would take in one order more", () => {
    for (const [from, until] of parameters.Q3) {
      expect(inParis(String(from), String(until))).not.toEqual([]);
    }
  });

  it("ask once for the last day of a certification, on which it is still valid", () => {
    const asked = parameters.Q8.map(([day]) => day);
    expect(facts.certifications.some((one) => asked.includes(one.valid_until))).toBe(true);
  });

  it("have one case that nothing answers", () => {
    expect(answer("Q2", facts, parameters.Q2.at(-1) ?? [])).toEqual([]);
  });
});

const question = (of: Partial<Question>): Pick<Question, "columns" | "ordered"> => ({
  columns: [
    { name: "product_id", type: "text" },
    { name: "average", type: "decimal" },
  ],
  ordered: false,
  ...of,
});

const given = (columns: string[], rows: (string | null)[][]) => ({ columns, rows });

describe("an answer", () => {
  const right = [
    ["a", 4.125],
    ["b", 3],
  ] as const;

  it("is right in any order, unless the order was asked for", () => {
    const turned = given(
      ["product_id", "average"],
      [
        ["b", "3.00"],
        ["a", "4.12"],
      ],
    );
    expect(differenceOf(question({}), right, turned)).toBe("");
    expect(differenceOf(question({ ordered: true }), right, turned)).not.toBe("");
  });

  it("is right by the names of its columns, or by their order", () => {
    expect(
      differenceOf(
        question({}),
        right,
        given(
          ["AVERAGE", "product_id"],
          [
            ["4.13", "a"],
            ["3", "b"],
          ],
        ),
      ),
    ).toBe("");
    expect(
      differenceOf(
        question({}),
        right,
        given(
          ["x", "y"],
          [
            ["a", "4.13"],
            ["b", "3"],
          ],
        ),
      ),
    ).toBe("");
    expect(differenceOf(question({}), right, given(["x"], [["a"]]))).toContain("columns");
  });

  it("is wrong by a row too few, too many, twice or another value", () => {
    const columns = ["product_id", "average"];
    for (const rows of [
      [["a", "4.13"]],
      [
        ["a", "4.13"],
        ["b", "3"],
        ["c", "1"],
      ],
      [
        ["a", "4.13"],
        ["b", "3"],
        ["b", "3"],
      ],
      [
        ["a", "4.2"],
        ["b", "3"],
      ],
      [
        ["a", "NaN"],
        ["b", "3"],
      ],
      [
        ["a", null],
        ["b", "3"],
      ],
      [],
    ])
      expect(differenceOf(question({}), right, given(columns, rows))).not.toBe("");
  });

  it.each(QUESTIONS.map(({ id }) => id))("that is the right one of %s, as text, is right", (id) => {
    const of = QUESTIONS.find((one) => one.id === id) as Question;
    for (const values of drawParameters(facts)[id]) {
      const rows = answer(id, facts, values);
      expect(differenceOf(of, rows, { columns: of.columns.map(({ name }) => name), rows: text(rows) })).toBe(
        "",
      );
    }
  });
});
