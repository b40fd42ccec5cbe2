// The summary of a run, for people: tables of what was found against what the truth expects.
import Table from "cli-table3";
import { RULES } from "@atelier/contracts/rules.ts";
import type { Cli } from "../app.ts";
import type { RunReport } from "../report.ts";

const LONGEST_LIST = 20;

export function printSummary(cli: Cli, report: RunReport): void {
  const { t, console, language } = cli;
  const number = new Intl.NumberFormat(language);
  const decimal = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const mark = (ok: boolean) => (ok ? console.style("green", "✓") : console.style("red", "✗"));
  const print = (title: string, head: readonly string[], rows: readonly (string | number)[][]) => {
    console.print(`\n${console.style("bold", t(`summary.${title}`))}`);
    const table = new Table({
      head: head.map((name) => (name === "ok" ? "" : t(`summary.column.${name}`))),
      colAligns: head.map((name) => (TEXT_COLUMNS.has(name) ? "left" : "right")),
      style: { head: [], border: [], compact: true },
    });
    table.push(
      ...rows.map((row) => row.map((cell) => (typeof cell === "number" ? number.format(cell) : cell))),
    );
    console.print(table.toString());
  };

  print(
    "sources",
    ["source", "found", "expected", "ok"],
    report.sources.map(({ id, found, expected }) => [id, found, expected, mark(found === expected)]),
  );
  print(
    "defects",
    ["rule", "outcome", "injected", "handled", "ok", "told"],
    report.defects.map(({ rule, outcome, injected, handled }) => [
      rule,
      t(`summary.outcome.${outcome}`),
      injected,
      handled,
      mark(injected === handled),
      shorten(RULES[rule].told[language]),
    ]),
  );
  for (const [store, { parts }] of Object.entries(report.stores)) {
    print(
      store,
      ["part", "found", "expected", "missing", "unexpected", "different", "ok"],
      parts.map(({ name, found, expected, missing, unexpected, different }) => [
        name,
        found,
        expected,
        missing,
        unexpected,
        different,
        mark(missing + unexpected + different === 0),
      ]),
    );
  }
  print(
    "stages",
    ["stage", "seconds"],
    report.stages.map(({ name, seconds }) => [t(`stage.${name}`), decimal.format(seconds)]),
  );
  print(
    "processes",
    ["process", "cpu", "memory"],
    report.processes.map(({ name, cpuSeconds, peakMemoryMb }) => [
      name,
      decimal.format(cpuSeconds),
      peakMemoryMb,
    ]),
  );
  if (report.differences.length > 0) {
    console.print(`\n${console.style("bold", t("summary.differences"))}`);
    for (const difference of report.differences.slice(0, LONGEST_LIST)) console.print(`  ${difference}`);
    const more = report.differences.length - LONGEST_LIST;
    if (more > 0) console.print(`  ${t("summary.more", { more })}`);
  }
  const { rows } = report.stores.postgres;
  const { documents } = report.stores.mongo;
  const { nodes, relationships } = report.stores.neo4j;
  const totals = { rows, documents, nodes, relationships };
  console.print("");
  console.print(
    t(
      "summary.totals",
      Object.fromEntries(Object.entries(totals).map(([name, count]) => [name, number.format(count)])),
    ),
  );
  const { seed, scale, seconds } = report;
  const verdict = t(report.ok ? "summary.ok" : "summary.notOk", {
    seed,
    scale,
    seconds: decimal.format(seconds),
  });
  console.print(console.style(["bold", report.ok ? "green" : "red"], verdict));
}

const TEXT_COLUMNS = new Set(["source", "rule", "outcome", "told", "part", "stage", "process", "ok"]);
const LONGEST_SENTENCE = 60;

const shorten = (sentence: string) =>
  sentence.length > LONGEST_SENTENCE ? `${sentence.slice(0, LONGEST_SENTENCE - 1).trimEnd()}…` : sentence;
