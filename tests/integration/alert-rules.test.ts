// Rules of Prometheus and Alertmanager as data: whole, documented, and each alert tried in simulated time.
import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { installMonitoringTools } from "@atelier/engines/monitoring.ts";

const run = promisify(execFile);
const repository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const PROMETHEUS = repository("docker/monitoring/prometheus");

const Rule = z.looseObject({
  alert: z.string().optional(),
  expr: z.string(),
  labels: z.record(z.string(), z.string()).default({}),
  annotations: z.record(z.string(), z.string()).default({}),
});
const RuleFile = z.object({ groups: z.array(z.object({ name: z.string(), rules: z.array(Rule) })) });
const TestFile = z.object({
  tests: z.array(
    z.object({
      alert_rule_test: z.array(z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()) })),
    }),
  ),
});

const yamlIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.endsWith(".yml")).map((name) => join(folder, name));
const readRules = async (file: string) => RuleFile.parse(parse(await readFile(file, "utf8")));

const ruleFiles = await yamlIn(join(PROMETHEUS, "rules"));
const testFiles = await yamlIn(join(PROMETHEUS, "tests"));
const alerts = (await Promise.all(ruleFiles.map(readRules)))
  .flatMap(({ groups }) => groups.flatMap(({ rules }) => rules))
  .flatMap(({ alert, ...rule }) => (alert === undefined ? [] : [{ alert, ...rule }]));

/** Heading to anchor, as the pages that show Markdown make it. */
const anchorOf = (heading: string) => heading.toLowerCase().replaceAll(/[^\w]+/g, "-");

let tools: Awaited<ReturnType<typeof installMonitoringTools>>;
let copy: string;

beforeAll(async () => {
  tools = await installMonitoringTools();
  copy = await mkdtemp(join(tmpdir(), "atelier-rules-"));
});
afterAll(() => rm(copy, { recursive: true, force: true }));

describe("rules", () => {
  it("are valid, and so is the configuration that names them", async () => {
    const alertmanager = repository("docker/monitoring/alertmanager/alertmanager.yml");
    const checks = [
      run(tools.promtool, ["check", "config", join(PROMETHEUS, "prometheus.yml")]),
      run(tools.promtool, ["check", "rules", ...ruleFiles]),
      run(tools.amtool, ["check-config", alertmanager]),
    ];
    await expect(Promise.all(checks)).resolves.toHaveLength(checks.length);
  });

  it("fire when they should, and are silent when they should be", async () => {
    const { stdout, stderr } = await run(tools.promtool, ["test", "rules", ...testFiles]);
    expect((stdout + stderr).match(/SUCCESS/g)).toHaveLength(testFiles.length);
  });

  it.each(alerts)("$alert says how bad it is, what it is, and where to read on", async (rule) => {
    expect(rule.labels["severity"]).toMatch(/^(critical|warning|info)$/);
    expect(rule.annotations["summary"]).toMatch(/\S/);
    expect(rule.annotations["description"]).toMatch(/\S/);
    const [page, anchor] = (rule.annotations["runbook_url"] ?? "").split("#");
    const text = await readFile(repository(page ?? ""), "utf8");
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => anchorOf(heading!))).toContain(anchor);
  });

  it.each(alerts)("$alert is tried where it is to be silent", async ({ alert }) => {
    const tried = await Promise.all(
      testFiles.map(async (file) => TestFile.parse(parse(await readFile(file, "utf8"))).tests),
    );
    const quiet = tried
      .flat()
      .flatMap((one) => one.alert_rule_test)
      .filter(({ alertname, exp_alerts }) => alertname === alert && exp_alerts.length === 0);
    expect(quiet).not.toEqual([]);
  });

  it.each(alerts)(
    "$alert is tried where it is to fire: that fails once its condition is never met",
    async ({ alert }) => {
      await cp(PROMETHEUS, copy, { recursive: true });
      for (const file of await yamlIn(join(copy, "rules"))) {
        const { groups } = await readRules(file);
        for (const { rules } of groups) {
          for (const rule of rules) if (rule.alert === alert) rule.expr = "vector(0) > 1";
        }
        await writeFile(file, stringify({ groups }));
      }
      const tests: string[] = [];
      for (const file of await yamlIn(join(copy, "tests"))) {
        if ((await readFile(file, "utf8")).includes(alert)) tests.push(file);
      }
      await expect(run(tools.promtool, ["test", "rules", ...tests])).rejects.toThrow(/FAILED|failed/);
    },
  );
});
