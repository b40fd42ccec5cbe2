// What a bench run prints: Markdown for docs/bench.md, or one JSON object a row.
import type { Goal, RowResult, RowSpec } from "./bench.ts";
import { describeMachine } from "./measure/machine.ts";
import { figure } from "./measure/statistics.ts";
import type { FinishedBench } from "./run-benches.ts";

export function printJson(finished: readonly FinishedBench[]): string {
  return finished
    .flatMap(({ rows }) => rows)
    .map((row) => `${JSON.stringify(row)}\n`)
    .join("");
}

export function printMarkdown(finished: readonly FinishedBench[], now: Date): string {
  const head = `Measured on ${now.toISOString().slice(0, 10)} on ${describeMachine()}, Node ${process.versions.node}.`;
  const rows = finished.flatMap(({ bench, rows: results }) =>
    results.map((result) =>
      line(
        bench.rows.find(({ id }) => id === result.id),
        result,
      ),
    ),
  );
  const summary = ["| row | what | measured | goal | met |", "|---|---|---|---|---|", ...rows].join("\n");
  const sections = finished.map(({ bench, table }) => `## ${bench.title}\n\n${table}`);
  return `${[head, summary, ...sections].join("\n\n")}\n`;
}

function line(spec: RowSpec | undefined, result: RowResult): string {
  const unit = spec && spec.unit !== "ratio" ? ` ${spec.unit}` : "";
  const measured = result.measured === null ? "–" : `${figure(result.measured)}${unit}`;
  const verdict = result.met === null ? "not measured" : result.met ? "yes" : "no";
  const met = result.reason ? `${verdict}: ${result.reason}` : verdict;
  return `| \`${result.id}\` | ${spec?.what ?? ""} | ${measured} | ${showGoal(result.goal)}${unit} | ${met} |`;
}

function showGoal(goal: Goal): string {
  return "atLeast" in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
}
