import { expect, it } from "vitest";
import { chooseLogs } from "./logs.ts";

const all = ["source", "kafka", "reference/kafka", "reference/loader-postgres"].map((name) => ({ name }));
const chosen = (service: string) => chooseLogs(all, service).map(({ name }) => name);

it("finds a log by its name, the kit's own before the reference's", () => {
  expect(chosen("kafka")).toEqual(["kafka"]);
  expect(chosen("reference/kafka")).toEqual(["reference/kafka"]);
  expect(chosen("loader-postgres")).toEqual(["reference/loader-postgres"]);
  expect(chosen("loader")).toEqual([]);
});
