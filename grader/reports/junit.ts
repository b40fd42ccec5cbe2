// A sheet for continuous integration: an item is a suite, a check a case.
import junit, { type Builder } from "junit-report-builder";
import type { JudgedCheck, Sheet } from "../sheet.ts";
import { sheetFor } from "./audience.ts";
import { label, OUTCOME_WORDS, percent, WORDS, type Audience, type Language } from "./words.ts";

export interface JunitOptions {
  readonly language: Language;
  readonly audience: Audience;
}

export function renderJunit(whole: Sheet, { language, audience }: JunitOptions): string {
  const { judged } = sheetFor(audience, whole);
  // Its types are of another module system than its code.
  const report = (junit as unknown as Builder).newBuilder();
  for (const item of judged.items) {
    const checks = judged.checks.filter((check) => check.item === item.id);
    if (checks.length === 0) continue;
    const suite = report.testSuite().name(`${item.id} ${item.title[language]}`);
    for (const check of checks) {
      const told = tell(check, language);
      const message = OUTCOME_WORDS[check.outcome][language];
      const one = suite.testCase().className(check.id).name(check.title[language]);
      if (check.outcome === "failed") one.failure(message, "failed").stacktrace(told);
      // There is no half in this format: what is not whole is shown as such.
      if (check.outcome === "partial") {
        one.failure(`${message} (${percent(check.share, language)})`, "partial").stacktrace(told);
      }
      if (check.outcome === "errored") one.error(message, "errored", told);
      if (["skipped", "jury", "not-applicable"].includes(check.outcome)) {
        one.skipped().standardOutput(`${message}\n${told}`);
      }
    }
  }
  return report.build();
}

function tell({ evidence, because }: JudgedCheck, language: Language): string {
  const lines = [
    ...(because.length > 0 ? [`${label(WORDS.because[language], language)}${because.join(", ")}`] : []),
    ...evidence.flatMap(({ expected, actual, where, example, truth }) => [
      `${label(WORDS.expected[language], language)}${expected[language]}`,
      `${label(WORDS.actual[language], language)}${actual[language]}`,
      `${label(WORDS.where[language], language)}${where}`,
      ...(example === undefined ? [] : [`${label(WORDS.example[language], language)}${example}`]),
      ...(truth ? [`${label(WORDS.truth[language], language)}${truth.join(", ")}`] : []),
    ]),
  ];
  return lines.join("\n");
}
