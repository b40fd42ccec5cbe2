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

  const asked = (serving: RunReport["serving"]) => {
    const { asked: all = 0, different = 0 } = serving ?? {};
    return `${number.format(all - different)} / ${number.format(all)}`;
  };
  const printModel = (model: NonNullable<RunReport["model"]>, serving: RunReport["serving"]) => {
    const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
    const precise = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
    print(
      "modelTitle",
      ["measure", "value"],
      [
        [t("summary.model.prAuc"), precise.format(model.prAuc)],
        [t("summary.model.testPrAuc"), precise.format(model.testPrAuc)],
        [t("summary.model.bestRule", { rule: model.bestRule.name }), precise.format(model.bestRule.prAuc)],
        [t("summary.model.precision"), percent.format(model.precision)],
        [t("summary.model.recall"), percent.format(model.recall)],
        [t("summary.model.accusedDecoys"), percent.format(model.accusedDecoys)],
        ...model.accusedByGroup.map(({ group, accused }) => [
          `  ${t(`summary.decoys.${group}`)}`,
          percent.format(accused),
        ]),
        [t("summary.model.accusedOthers"), percent.format(model.accusedOthers)],
        [t("summary.model.trainingSeconds"), decimal.format(model.trainingSeconds)],
        [t("summary.model.energyJoules"), decimal.format(model.energyJoules)],
        [t("summary.model.milligramsCo2e"), precise.format(model.gramsCo2e * 1000)],
        [t("summary.model.scored"), number.format(serving?.scored ?? 0)],
        [t("summary.model.asked"), `${asked(serving)} ${mark(serving?.different === 0)}`],
      ],
    );
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
  if (report.model) printModel(report.model, report.serving);
  else console.print(`\n${t("summary.noModel")}`);
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

const TEXT_COLUMNS = new Set([
  "source",
  "rule",
  "outcome",
  "told",
  "part",
  "stage",
  "process",
  "measure",
  "ok",
]);
const LONGEST_SENTENCE = 60;

const shorten = (sentence: string) =>
  sentence.length > LONGEST_SENTENCE ? `${sentence.slice(0, LONGEST_SENTENCE - 1).trimEnd()}…` : sentence;
