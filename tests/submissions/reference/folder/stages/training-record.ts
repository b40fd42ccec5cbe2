// The record of what a training has compared, in the contract's form. The first candidate is the one that goes into use.
import { z } from "zod";

export const TrainingReport = z.object({
  version: z.string(),
  candidates: z.array(z.object({ name: z.string(), prAuc: z.number() })),
  candidatesCpuSeconds: z.array(z.number()),
});

/** Figures are of the latest fifth of the labelled reviews, which no candidate had seen. */
export function runsOf(
  { version, candidates, candidatesCpuSeconds }: z.infer<typeof TrainingReport>,
  seed: string,
): object[] {
  return candidates.map(({ name, prAuc }, index) => ({
    run: name,
    sample: "dernier cinquième des avis étiquetés, par date",
    prAuc,
    seed,
    parameters: index === 0 ? { hiddenUnits: 64, version } : {},
    cpuSeconds: candidatesCpuSeconds[index],
    chosen: index === 0,
  }));
}
