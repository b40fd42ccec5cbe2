// Runs contestants in turn, so that whatever the machine does meanwhile falls on all of them alike.
import { judge, unmeasured, type RowResult, type RowSpec, type Settings } from "../bench.ts";
import { waitForQuiet } from "./machine.ts";
import { figure, median, medianAndRange } from "./statistics.ts";

export interface Measure {
  /** Records, pages … done. */
  readonly units: number;
  readonly seconds: number;
  /** Of everything that worked for this contestant, its database included. */
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  /** Of what it produced; contestants whose checksums differ are not compared. */
  readonly checksum: string;
  /** Share of the machine that nobody of ours took meanwhile. */
  readonly othersShare: number;
  /** Further figures, by column title. */
  readonly also?: Readonly<Record<string, number>>;
}

export interface Contestant {
  readonly id: string;
  run(): Promise<Measure>;
}

export interface Standing {
  readonly measures: readonly Measure[];
  readonly failure?: string;
}

export type Standings = ReadonlyMap<string, Standing>;

/** A run during which others took more of the machine than this is repeated, but not for ever. */
const DISTURBED_SHARE = 0.1;
const ATTEMPTS = 3;

/** One unmeasured run each to warm caches up, then the measured ones, interleaved. */
export async function contest(
  contestants: readonly Contestant[],
  { runs, say }: Pick<Settings, "runs" | "say">,
): Promise<Standings> {
  const standings = new Map<string, Standing>(contestants.map(({ id }) => [id, { measures: [] }]));
  for (let run = 0; run <= runs; run++) {
    for (const contestant of contestants) {
      const { id } = contestant;
      const { measures, failure } = standings.get(id) ?? { measures: [] };
      if (failure !== undefined) continue;
      try {
        const measure = run === 0 ? await contestant.run() : await runUndisturbed(contestant, say);
        say(`run ${run} ${id}: ${figure(measure.units / measure.seconds)}/s, checksum ${measure.checksum}`);
        if (run > 0) standings.set(id, { measures: [...measures, measure] });
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        say(`run ${run} ${id} failed: ${reason}`);
        standings.set(id, { measures, failure: reason });
      }
    }
  }
  return standings;
}

/** The least disturbed of some attempts: the first that nobody disturbed, as a rule. */
async function runUndisturbed({ id, run }: Contestant, say: (line: string) => void): Promise<Measure> {
  let best: Measure | undefined;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    await waitForQuiet();
    const measure = await run();
    if (!best || measure.othersShare < best.othersShare) best = measure;
    if (best.othersShare <= DISTURBED_SHARE) return best;
    say(`${id}: others took ${Math.round(measure.othersShare * 100)} % of the machine`);
  }
  if (!best) throw new Error(`${id} was not run`);
  return best;
}

const rates = ({ measures }: Standing) => measures.map(({ units, seconds }) => units / seconds);

/** The row "ours against theirs": the medians' ratio, void unless every run of both ended with the same content. */
export function compare(
  spec: RowSpec,
  ours: Standing | undefined,
  theirs: Standing | undefined,
  absent?: string,
): RowResult {
  if (!ours || ours.failure !== undefined) return unmeasured(spec, ours?.failure ?? "not run");
  if (!theirs || theirs.failure !== undefined)
    return unmeasured(spec, theirs?.failure ?? absent ?? "not run");
  const ratio = median(rates(ours)) / median(rates(theirs));
  const checksums = new Set([...ours.measures, ...theirs.measures].map(({ checksum }) => checksum));
  if (checksums.size > 1) return unmeasured(spec, `outputs differ: ${[...checksums].join(", ")}`);
  return judge(spec, ratio);
}

/** A Markdown table: medians with their ranges, one contestant a line. */
export function tabulate(standings: Standings, unit: string): string {
  const all = [...standings];
  const extras = [...new Set(all.flatMap(([, { measures }]) => Object.keys(measures[0]?.also ?? {})))];
  const cpu = `CPU µs/${unit.replace(/s$/, "")}`;
  const titles = ["contestant", `${unit}/s`, cpu, "peak RSS MB", ...extras, "checksum", "others' CPU"];
  const lines = all.map(([id, standing]) => {
    const { measures, failure } = standing;
    if (failure !== undefined) return `| ${id} | failed: ${failure} |`;
    const of = (pick: (measure: Measure) => number) => medianAndRange(measures.map(pick));
    const cells = [
      id,
      medianAndRange(rates(standing)),
      of(({ cpuSeconds, units }) => (cpuSeconds * 1e6) / units),
      of(({ peakBytes }) => peakBytes / 2 ** 20),
      ...extras.map((title) => of(({ also }) => also?.[title] ?? 0)),
      [...new Set(measures.map(({ checksum }) => checksum))].join(" "),
      `≤ ${Math.round(Math.max(...measures.map(({ othersShare }) => othersShare)) * 100)} %`,
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [`| ${titles.join(" | ")} |`, `|${titles.map(() => "---").join("|")}|`, ...lines].join("\n");
}
