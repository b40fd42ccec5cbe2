// Dashboards, rules and the list of metrics, as the tests that hold them to each other and to a real run read them.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";

const repository = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const DASHBOARDS = repository("docker/monitoring/grafana/dashboards");
const RULES = repository("docker/monitoring/prometheus/rules");

const Dashboard = z.object({
  uid: z.string().regex(/^[a-z0-9-]{1,40}$/),
  title: z.string(),
  templating: z.object({ list: z.array(z.object({ name: z.string(), type: z.string() })) }),
  panels: z.array(
    z.object({
      id: z.number(),
      type: z.string(),
      title: z.string(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      datasource: z.object({ uid: z.literal("${datasource}") }).optional(),
      fieldConfig: z.object({ defaults: z.object({ unit: z.string() }) }).optional(),
      targets: z.array(z.object({ refId: z.string(), expr: z.string() })).default([]),
    }),
  ),
});
const RuleFile = z.object({
  groups: z.array(
    z.object({ rules: z.array(z.object({ record: z.string().optional(), expr: z.string() })) }),
  ),
});

export const dashboards = await Promise.all(
  (await readdir(DASHBOARDS)).map(async (name) =>
    Dashboard.parse(JSON.parse(await readFile(join(DASHBOARDS, name), "utf8"))),
  ),
);
/** With its variables filled in, as "All" fills them. */
export const queries = dashboards.flatMap(({ title, panels }) =>
  panels.flatMap((panel) =>
    panel.targets.map(({ refId, expr }) => ({
      where: `${title}, ${panel.title}, ${refId}`,
      query: expr.replaceAll("$service", ".*"),
    })),
  ),
);
export const rules = (
  await Promise.all(
    (await readdir(RULES)).map(async (name) =>
      RuleFile.parse(parse(await readFile(join(RULES, name), "utf8"))),
    ),
  )
).flatMap(({ groups }) => groups.flatMap((group) => group.rules));
export const recorded = rules.flatMap(({ record }) =>
  record === undefined ? [] : [{ where: record, query: record }],
);

const ROW = /^\| `(\w+)` +\| (\w+) +\| ([`\w ]*)\|/gm;

/** Type and labels by name. */
export async function readDocumentedMetrics(): Promise<Map<string, string>> {
  const text = await readFile(repository("docs/metrics.md"), "utf8");
  const rows = [...text.matchAll(ROW)].map(([, name, type, labels]) => {
    const sorted = (labels!.match(/\w+/g) ?? []).toSorted();
    return [name!, `${type} ${sorted.join(" ")}`] as const;
  });
  return new Map(rows);
}

const WORDS = new Set(["and", "or", "unless", "by", "on", "offset"]);

/** Names of the metrics that a query reads. */
export function metricsIn(query: string): string[] {
  const bare = query
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, "")
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, "")
    .replaceAll(/\b(by|on)\s*\([^)]*\)/g, "");
  return [...bare.matchAll(/(?<![\w.:])[a-zA-Z_:][\w:]*(?!\s*\()\b(?![\w:]*\s*\()/g)]
    .map(([name]) => name)
    .filter((name) => !WORDS.has(name))
    .map((name) => name.replace(/(?<=_(seconds|records))_(bucket|sum|count)$/, ""));
}
