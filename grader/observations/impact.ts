// The submission's own measurement of its footprint, asked for once and for several times the work.
import { z } from "zod";
import { MeasureReport } from "@atelier/contracts/controls.ts";

export const ImpactRun = z.strictObject({
  /** MEASURE_WORK. */
  work: z.number().int().positive(),
  code: z.number().int().nullable(),
  /** Processor time as the sandbox saw it. */
  cpuSeconds: z.number().nonnegative(),
  /** Null: no report, or not in the contract's form. */
  report: MeasureReport.nullable(),
  problem: z.string().nullable(),
});
export type ImpactRun = z.infer<typeof ImpactRun>;

export const Impact = z.strictObject({
  hasCommand: z.boolean(),
  /** A report is handed in, which may hold a calculation instead. */
  isDocumented: z.boolean(),
  runs: z.array(ImpactRun),
});
export type Impact = z.infer<typeof Impact>;

export const NOTHING_MEASURED: Impact = { hasCommand: false, isDocumented: false, runs: [] };
