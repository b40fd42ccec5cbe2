// What one round of checks has found, and how it is told: on a terminal, in plain words, as one line of JSON.
import type { CheckId, Outcome } from "@atelier/grader/check.ts";
import type { StaticFacts } from "@atelier/grader/observations/static.ts";
import type { RunCommand } from "@atelier/grader/observations/preparation.ts";
import { DELIVERABLE_WORDS, label, percent, WORDS } from "@atelier/grader/reports/words.ts";
import type { JudgedCheck } from "@atelier/grader/sheet.ts";
import type { Cli } from "../app.ts";
import type { Reader } from "./practise.ts";

export interface PracticeReport {
  readonly facts: StaticFacts;
  /** Those that were asked for, of which everything was looked at. */
  readonly checks: readonly JudgedCheck[];
  /** Not asked for, and why one that was could not speak. */
  readonly hindering: readonly JudgedCheck[];
  readonly untried: readonly CheckId[];
  /** Of the kit that was looked at; undefined where none runs. */
  readonly world?: {
    readonly scale: number;
    readonly ticks: { readonly first: number; readonly last: number };
    readonly reader: Reader;
    readonly commands: readonly RunCommand[];
  };
  /** Why no kit was looked at, with the remedy. */
  readonly noWorld?: string;
}

const MOST_EVIDENCE = 3;
const MOST_PATHS = 5;
/** What nobody fails: a jury's matter, or nothing to judge. */
const UNCOUNTED: ReadonlySet<Outcome> = new Set(["jury", "not-applicable"]);

export const countedChecks = ({ checks }: PracticeReport): readonly JudgedCheck[] =>
  checks.filter(({ outcome }) => !UNCOUNTED.has(outcome));

export const passedChecks = (report: PracticeReport): readonly JudgedCheck[] =>
  report.checks.filter(({ outcome }) => outcome === "passed");

/** 0: all passed. 1: one has not. 2: nothing could be tried, or the tool could not look. */
export function practiceExitCode(report: PracticeReport): 0 | 1 | 2 {
  const counted = countedChecks(report);
  if (counted.some(({ outcome }) => outcome !== "passed" && outcome !== "errored")) return 1;
  if (counted.length === 0 || counted.some(({ outcome }) => outcome === "errored")) return 2;
  return report.noWorld === undefined ? 0 : 2;
}

/** For programs: one line. */
export function summarise(report: PracticeReport) {
  const { facts, checks, untried, world, noWorld } = report;
  return {
    ok: practiceExitCode(report) === 0,
    passed: passedChecks(report).length,
    tried: countedChecks(report).length,
    untried,
    checks: checks.map(({ id, outcome, share, evidence, because }) => ({
      id,
      outcome,
      share,
      because,
      evidence: evidence.slice(0, MOST_EVIDENCE).map(({ expected, actual, where, example }) => ({
        expected,
        actual,
        where,
        example,
      })),
    })),
    deliverables: facts.deliverables,
    kit: world ?? null,
    ...(noWorld !== undefined && { noKit: noWorld }),
  };
}

export interface TellOptions {
  /** Whole words, neither signs nor colours. */
  readonly plain: boolean;
  /** The second hint in place of the first. */
  readonly hint: boolean;
  /** The brief's page, to which sections belong. */
  readonly brief: string;
}

type Style = Parameters<Cli["console"]["style"]>[0];
const SIGNS: Readonly<Record<Outcome, readonly [string, Style]>> = {
  passed: ["✓", "green"],
  partial: ["◐", "yellow"],
  failed: ["✗", "red"],
  skipped: ["–", "dim"],
  errored: ["!", "magenta"],
  jury: ["?", "cyan"],
  "not-applicable": ["–", "dim"],
};

export function tellPractice(
  { t, language, console }: Pick<Cli, "t" | "language" | "console">,
  report: PracticeReport,
  { plain, hint, brief }: TellOptions,
): string[] {
  const name = (key: keyof typeof WORDS) => label(WORDS[key][language], language);
  const paint = (style: Style, text: string) => (plain ? text : console.style(style, text));
  const line = (key: keyof typeof WORDS, text: string) => `      ${name(key)}${oneLine(text)}`;
  const { world } = report;
  return [
    ...tellFiles(),
    ...(world ? tellWorld(world) : []),
    ...byItem([...report.checks, ...report.hindering]).flatMap(([item, checks]) => [
      "",
      paint("bold", item),
      ...checks.flatMap(tellCheck),
    ]),
    "",
    ...(report.noWorld === undefined ? [] : [report.noWorld]),
    ...tellUntried(),
    t("check.brief", { brief }),
    paint(
      "bold",
      t("check.total", { passed: passedChecks(report).length, count: countedChecks(report).length }),
    ),
  ];

  function tellFiles(): string[] {
    const { deliverables, unread } = report.facts;
    const absent = deliverables
      .filter(({ state }) => state !== "present")
      .map(({ name: deliverable, path, state }) =>
        t("check.deliverable", {
          name: path === "" ? deliverable : `${deliverable} (${path})`,
          state: DELIVERABLE_WORDS[state][language],
        }),
      );
    return [
      t("check.files"),
      ...(unread.length > 0 ? [t("check.unread", { paths: unread.slice(0, MOST_PATHS).join(", ") })] : []),
      ...absent,
    ];
  }

  function tellWorld({ scale, ticks, commands, reader }: NonNullable<PracticeReport["world"]>) {
    return [
      ticks.first === ticks.last
        ? t("check.asOf", { scale, tick: ticks.first })
        : t("check.moved", { scale, first: ticks.first, last: ticks.last }),
      ...commands.flatMap(tellCommand),
      ...(reader.refused === undefined ? [] : [t("check.noReader", { ...reader })]),
    ];
  }

  function tellCommand({ stage, code, ended, seconds, lastWords }: RunCommand): string[] {
    if (ended === "absent") return [t("check.absentCommand", { stage })];
    if (ended !== "exited")
      return [
        t("check.endedCommand", { stage, ended: t(`check.ended.${ended}`), seconds: Math.round(seconds) }),
      ];
    if (code === 0) return [];
    return [
      t("check.failedCommand", { stage, code }),
      ...lastWords
        .split("\n")
        .slice(-5)
        .map((words) => `  ${words}`),
      ...(isNotInstalled(code, lastWords) ? [t("check.notInstalled")] : []),
    ];
  }

  function tellCheck(check: JudgedCheck): string[] {
    const { id, title, outcome, share, level, because, evidence } = check;
    const [sign, style] = SIGNS[outcome];
    const told = [
      `${t(`check.outcome.${outcome}`)}${outcome === "partial" ? ` (${percent(share, language)})` : ""}`,
      ...(level === "excellence" ? [WORDS.excellence[language]] : []),
    ].join(", ");
    const head = plain
      ? `  ${label(`${title[language]} [${id}]`, language)}${told}`
      : `  ${paint(style, sign)} ${title[language]} ${paint("dim", `[${id}] ${told}`)}`;
    if (outcome === "passed") return [head];
    const more = evidence.length - MOST_EVIDENCE;
    return [
      head,
      ...(because.length > 0 ? [line("because", because.join(", "))] : []),
      ...evidence
        .slice(0, MOST_EVIDENCE)
        .flatMap((one) => [
          line("expected", one.expected[language]),
          line("actual", one.actual[language]),
          line("where", one.where),
          ...(one.example === undefined ? [] : [line("example", one.example)]),
          ...(one.why ? [line("why", one.why[language])] : []),
        ]),
      ...(more > 0 ? [`      ${t("check.more", { count: more })}`] : []),
      ...(outcome === "failed" || outcome === "partial"
        ? [
            line("why", check.why[language]),
            hint ? line("hintSecond", check.hints[1][language]) : line("hintFirst", check.hints[0][language]),
            line("section", `#${check.section}`),
          ]
        : []),
    ];
  }

  function tellUntried(): string[] {
    const { untried } = report;
    if (untried.length === 0) return [];
    const ids = untried.join(", ");
    return [
      world
        ? t("check.needRun", { count: untried.length, ids })
        : t("check.needKit", { count: untried.length }),
    ];
  }
}

function byItem(checks: readonly JudgedCheck[]): readonly (readonly [string, readonly JudgedCheck[]])[] {
  return [...Map.groupBy(checks, ({ item }) => item)];
}

/** A stranger's line end must not look like a line of ours; nor one's own. */
const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, " ⏎ ").replaceAll("\t", " ");

const isNotInstalled = (code: number | null, words: string): boolean =>
  code === 127 ||
  /not found|No such file|ModuleNotFoundError|No module named|Cannot find (?:module|package)/i.test(words);
