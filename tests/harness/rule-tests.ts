// What services have shown, step by step, as a test of Prometheus's rules: `promtool test rules`.
// https://prometheus.io/docs/prometheus/2.42/configuration/unit_testing_rules/

/** A scenario: one exposition a step, and which alerts fire at some of them. */
export interface Scenario {
  readonly name: string;
  /** Text of a /metrics page at each step. */
  readonly steps: readonly string[];
  /** Labels of all alerts that fire at a step, sorted; of those that `selector` chooses. */
  readonly expected: readonly {
    readonly step: number;
    readonly selector: string;
    readonly alerts: readonly string[];
  }[];
}

/** Minutes between two steps. Longer than alerts wait for, shorter than what Prometheus still takes for present. */
const STEP_MINUTES = 2;

/** @returns a test file: JSON is YAML. */
export function ruleTestsOf(ruleFiles: readonly string[], scenarios: readonly Scenario[]): string {
  return JSON.stringify({
    rule_files: ruleFiles,
    evaluation_interval: `${STEP_MINUTES}m`,
    tests: scenarios.map(({ name, steps, expected }) => ({
      name,
      interval: `${STEP_MINUTES}m`,
      input_series: seriesOf(steps),
      promql_expr_test: expected.map(({ step, selector, alerts }) => ({
        expr: `count by (alertname) (ALERTS{alertstate="firing", ${selector}})`,
        eval_time: `${step * STEP_MINUTES}m`,
        exp_samples: alerts.map((alertname) => ({ labels: `{alertname="${alertname}"}`, value: 1 })),
      })),
    })),
  });
}

const SAMPLE = /^(\w+\{.*\}) (\S+)$/;

/** A series that is shown no more is stale at once, as it is after a scrape without it. */
function seriesOf(steps: readonly string[]): { series: string; values: string }[] {
  const values = new Map<string, string[]>();
  for (const [step, text] of steps.entries()) {
    for (const line of text.split("\n")) {
      const [, series, value] = SAMPLE.exec(line) ?? [];
      if (series === undefined || value === undefined || value === "Nan") continue;
      const row = values.get(series) ?? [];
      while (row.length < step) row.push("stale");
      values.set(series, [...row, value]);
    }
  }
  return [...values].map(([series, row]) => {
    while (row.length < steps.length) row.push("stale");
    return { series, values: row.join(" ") };
  });
}
