import { expect, test } from "vitest";
import { expandAliases } from "./aliases.ts";

const contract = { POSTGRES_HOST: "127.0.0.1", POSTGRES_PORT: "5432" };

test("a candidate's variable is made of the contract's", () => {
  expect(expandAliases({ DB: "${POSTGRES_HOST}:${POSTGRES_PORT}/x" }, contract)).toEqual({
    DB: "127.0.0.1:5432/x",
  });
});

test("what the contract says cannot be changed, and what it does not know is nothing", () => {
  expect(expandAliases({ POSTGRES_HOST: "elsewhere", A: "${HOME}", B: "plain" }, contract)).toEqual({
    A: "",
    B: "plain",
  });
});
