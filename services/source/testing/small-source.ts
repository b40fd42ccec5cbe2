// A source of the small world with nothing random in it, for tests: faults off, time in the test's hands.
import { noJournal, type TickJournal } from "../adapters/tick-journal.ts";
import { buildApp, type Source } from "../app.ts";
import { createAuditLog } from "../audit.ts";
import { SourceConfig } from "../config.ts";
import { createSmallWorld } from "./small-world.ts";
import type { Registry } from "@atelier/platform/metrics.ts";
import type { AuditEntry } from "@atelier/contracts/source.ts";
import type { z } from "zod";

const PARTNER_KEY = "partner-key-of-tests";
export const LAB_KEY = "lab-key-of-the-tests";
export const AUTHORISED = { authorization: `Bearer ${PARTNER_KEY}` };
export const FROM_LAB = { "x-lab-key": LAB_KEY };

export interface SmallSource extends Source {
  /** The real clock, as the rate limit sees it. */
  readonly clock: { ms: number };
  readonly delays: number[];
  audited(): AuditEntry[];
}

export function buildSmallSource(
  change: Partial<z.input<typeof SourceConfig>> = {},
  journal: TickJournal = noJournal,
  metrics: Registry | null = null,
): SmallSource {
  const config = SourceConfig.parse({
    mode: "practice",
    secret: "5e".repeat(32),
    scale: 1,
    partnerKey: PARTNER_KEY,
    labKey: LAB_KEY,
    pseudonymKey: "pseudonym-key",
    faults: { site: {}, partner: {}, registry: {} },
    politeness: "unlimited",
    ...change,
  });
  const practice = config.mode === "practice";
  const audit = createAuditLog();
  const clock = { ms: 0 };
  const delays: number[] = [];
  const source = buildApp(config, {
    world: createSmallWorld(),
    audit,
    journal,
    lab: practice
      ? { auditLines: audit.lines, truthLines: (...facts) => [`${JSON.stringify(facts)}\n`] }
      : null,
    metrics,
    sinceStartMs: () => clock.ms,
    log: {
      error: (facts: unknown) => {
        throw new Error("the source failed", { cause: facts });
      },
    },
    delay: async (ms) => void delays.push(ms),
  });
  const audited = () =>
    [...audit.lines()]
      .join("")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as AuditEntry);
  return { ...source, clock, delays, audited };
}
