// A sheet for a spreadsheet: one line a check, as the reader's language separates fields and writes decimals.
import { stringify } from "csv-stringify/sync";
import type { JudgedCheck, JudgedItem, Sheet } from "../sheet.ts";
import { sheetFor } from "./audience.ts";
import type { Audience, Language } from "./words.ts";

export interface CsvOptions {
  readonly language: Language;
  readonly audience: Audience;
}

const SEPARATORS = { fr: { field: ";", decimal: "," }, en: { field: ",", decimal: "." } } as const;

export function renderCsv(whole: Sheet, { language, audience }: CsvOptions): string {
  const { judged } = sheetFor(audience, whole);
  const { field, decimal } = SEPARATORS[language];
  const figure = (share: number | null): string =>
    share === null ? "" : String(share).replace(".", decimal);
  const itemColumns = (item: JudgedItem) => ({
    submission: judged.submission.slice(0, 12),
    item: item.id,
    itemTitle: item.title[language],
    itemState: item.state,
    itemShare: figure(item.share),
    itemSocle: figure(item.socle),
    juryMark: String(item.jury.mark?.mark ?? ""),
    juryComment: item.jury.mark?.comment ?? "",
  });
  const checkColumns = (check: JudgedCheck) => {
    return {
      check: check.id,
      checkTitle: check.title[language],
      level: check.level,
      observation: check.observation,
      weight: figure(check.weight),
      outcome: check.outcome,
      share: figure(check.share),
      because: check.because.join(" "),
      expected: join(check.evidence.map(({ expected }) => expected[language])),
      actual: join(check.evidence.map(({ actual }) => actual[language])),
      where: join(check.evidence.map(({ where }) => where)),
      example: join(check.evidence.map(({ example = "" }) => example)),
      truth: join(check.evidence.map(({ truth = [] }) => truth.join(" "))),
    };
  };
  const rows: Record<string, string>[] = judged.items.flatMap((item) => {
    const checks = judged.checks.filter((check) => check.item === item.id);
    const own = itemColumns(item);
    return checks.length === 0 ? [own] : checks.map((check) => ({ ...own, ...checkColumns(check) }));
  });
  return stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, text]) => [name, disarm(text)]))),
    {
      header: true,
      columns: COLUMNS,
      delimiter: field,
      quoted: true,
      // Spreadsheets take UTF-8 for something else without it.
      bom: true,
      escape_formulas: true,
      record_delimiter: "windows",
    },
  );
}

const join = (texts: readonly string[]): string => texts.join("\n");

const COLUMNS = [
  "submission",
  "item",
  "itemTitle",
  "itemState",
  "itemShare",
  "itemSocle",
  "juryMark",
  "juryComment",
  "check",
  "checkTitle",
  "level",
  "observation",
  "weight",
  "outcome",
  "share",
  "because",
  "expected",
  "actual",
  "where",
  "example",
  "truth",
];

/**
 * The library escapes what begins like a formula. White space in front would hide it from the library and not from every
 * spreadsheet; and read with the other separator, a formula could begin after one in the middle of a field.
 */
const disarm = (text: string): string =>
  text.trimStart().replaceAll(/([,;\t\n]\s*)(?=[=+@＝＋＠]|[-－](?:\D|$))/gu, "$1'");
