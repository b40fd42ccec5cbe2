import { expect, it } from "vitest";
import type { AuditEntry } from "@atelier/contracts/source.ts";
import { EMPTY } from "../observations/empty.ts";
import { describeFetching } from "./footprint.ts";
import { agrees } from "./safeguards.ts";

const entry = (path: string, fields: Partial<AuditEntry> = {}): AuditEntry => ({
  sinceStartMs: 0,
  origin: "site",
  method: "GET",
  path,
  status: 200,
  bytes: 10,
  userAgent: "candidate",
  conditional: false,
  tick: 0,
  ...fields,
});

it("sees what was compressed, read twice, and asked for on condition", () => {
  const seen = describeFetching([
    entry("/a", { compressed: true }),
    entry("/b"),
    entry("/b"),
    entry("/a", { tick: 1, conditional: true, status: 304 }),
    entry("/b", { tick: 1, userAgent: "atelier-examiner" }),
    entry("/new", { tick: 1 }),
  ]);
  expect(seen).toEqual({
    compression: { answers: 4, compressed: 1 },
    caching: { documents: 2, fetchedAgain: 1, example: "site /b" },
    revisits: { requests: 1, conditional: 1, notModified: 1 },
  });
});

it("a claim of security agrees with nothing where nothing was seen", () => {
  for (const measure of [
    "least-privilege",
    "authentication",
    "secrets-in-environment",
    "pseudonyms",
    "rotation",
  ] as const) {
    expect(agrees(measure, {})).toBeNull();
    expect(agrees(measure, EMPTY)).toBeNull();
  }
  const privacy = { ...EMPTY.privacy, knownPersons: 3 };
  expect(agrees("pseudonyms", { privacy })).toBe(true);
  const clear = [{ where: "lab.reviews", count: 1, example: "a name" }];
  expect(agrees("pseudonyms", { privacy: { ...privacy, clear } })).toBe(false);
});
