// Has the submission measure its footprint for once, twice and, where that is too short to tell, more times the same work.
import { MeasureReport } from "@atelier/contracts/controls.ts";
import { STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import type { Impact, ImpactRun } from "../observations/impact.ts";
import { readable } from "../text/readable.ts";
import type { ExamWorld, Phase, PhaseContext } from "./phase.ts";

/** Below this, starting the program is a good part of what is measured. */
const LONG_ENOUGH_SECONDS = 8;

export const impact: Phase<"impact"> = {
  part: "impact",
  world: "live",
  async observe(world, context): Promise<Impact> {
    const { commands, submission } = context;
    const { procedures, report } = submission.deliverables;
    const isDocumented = procedures !== undefined || report !== undefined;
    if (!commands.has("measure")) return { hasCommand: false, isDocumented, runs: [] };
    const runs: ImpactRun[] = [];
    for (const work of [1, 2, 4, 8, 16, 32]) {
      const run = await measure(work, world, context);
      runs.push(run);
      if (run.report === null || (work > 1 && run.cpuSeconds >= LONG_ENOUGH_SECONDS)) break;
    }
    return { hasCommand: true, isDocumented, runs };
  },
};

async function measure(work: number, world: ExamWorld, { commands }: PhaseContext): Promise<ImpactRun> {
  const { code, cpuSeconds, lastWords } = await commands.run("measure", world, {
    environment: { [STAGE_ENVIRONMENT.measureWork]: String(work) },
  });
  const output = await commands.output("measure.json");
  const parsed = MeasureReport.safeParse(output);
  if (parsed.success) {
    const report = { ...parsed.data, method: readable(parsed.data.method) };
    return { work, code, cpuSeconds, report, problem: null };
  }
  const problem =
    output === undefined
      ? `no OUTPUT_DIR/measure.json; last words: ${lastWords.split("\n").at(-1) ?? ""}`
      : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  return { work, code, cpuSeconds, report: null, problem: readable(problem).slice(0, 500) };
}
