import { expect, test } from "vitest";
import { ConfigError } from "@atelier/platform/errors.ts";
import { parseSourceConfig } from "./config.ts";

const practice = {
  mode: "practice",
  secret: "ab".repeat(32),
  scale: 0.1,
  partnerKey: "partner-key-0123",
  labKey: "lab-key-01234567",
  pseudonymKey: "pseudonym-key",
};

test("the least document gets free ports, seeded faults and the announced rates", () => {
  const config = parseSourceConfig(JSON.stringify(practice));
  expect(config.ports).toEqual({ site: 0, partner: 0, registry: 0 });
  expect(config.faults.partner.tooMany).toBeGreaterThan(0);
  expect(config).toMatchObject({ politeness: "enforced", tickEveryMs: null, drift: "none" });
});

test("faults can be turned off", () => {
  const faults = { site: {}, partner: {}, registry: {} };
  expect(parseSourceConfig(JSON.stringify({ ...practice, faults })).faults.site).toMatchObject({
    tooMany: 0,
    unavailable: 0,
    slow: 0,
    reset: 0,
  });
});

test("every mistake is named at once and no value is quoted", () => {
  const wrong = { ...practice, secret: "hunter2", scale: -1, ports: { site: 70_000 }, surprise: true };
  const failure = () => parseSourceConfig(JSON.stringify(wrong));
  expect(failure).toThrow(ConfigError);
  expect(failure).toThrow(/secret[\s\S]*scale[\s\S]*ports\.site[\s\S]*surprise/);
  expect(failure).not.toThrow(/hunter2/);
});

test("a document that is no JSON is not quoted either", () => {
  expect(() => parseSourceConfig('{"secret":"hunter2"')).toThrow(
    "The configuration must be one JSON document",
  );
});

test("practice needs the lab's keys, an exam does not", () => {
  const { labKey: _labKey, pseudonymKey: _pseudonymKey, ...bare } = practice;
  expect(() => parseSourceConfig(JSON.stringify(bare))).toThrow(/practice needs/);
  expect(parseSourceConfig(JSON.stringify({ ...bare, mode: "exam" })).labKey).toBeUndefined();
});

test("an exam's world leaves nothing in a file", () => {
  const exam = { ...practice, mode: "exam", journalFile: "/tmp/ticks" };
  expect(() => parseSourceConfig(JSON.stringify(exam))).toThrow(/leaves nothing in a file/);
  expect(parseSourceConfig(JSON.stringify({ ...exam, mode: "practice" })).journalFile).toBe("/tmp/ticks");
});

test("an exam's source cannot be asked to show metrics", () => {
  const { pseudonymKey: _, ...document } = practice;
  const exam = { ...document, mode: "exam" };
  expect(parseSourceConfig(JSON.stringify(exam)).metricsPort).toBe(0);
  const failure = () => parseSourceConfig(JSON.stringify({ ...exam, metricsPort: 9100 }));
  expect(failure).toThrow("an exam's source shows no metrics");
});
