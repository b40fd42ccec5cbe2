import { expect, test } from "vitest";
import { checkAvailability } from "./availability.ts";

const answers = () => Promise.resolve();

test("a store that refuses, or that never answers, is one violation named after it", async () => {
  const { controls, isUp } = await checkAvailability(
    {
      postgresql: answers,
      mongodb: () => Promise.reject(new Error("refused")),
      neo4j: () => new Promise(() => undefined),
      kafka: answers,
    },
    20,
  );
  expect(isUp).toEqual({ postgresql: true, mongodb: false, neo4j: false, kafka: true });
  expect(controls.flatMap(({ subject, violations }) => (violations > 0 ? [subject] : []))).toEqual([
    "mongodb",
    "neo4j",
  ]);
});
