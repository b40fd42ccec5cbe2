// The reports of one sheet, in a folder: what candidates get apart from what only instructors may see.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sheet } from "../sheet.ts";
import { renderCsv } from "./csv.ts";
import { renderFeedback } from "./feedback.ts";
import { renderGradescope } from "./gradescope.ts";
import { renderHtml } from "./html.ts";
import { renderJson } from "./json.ts";
import { renderJunit } from "./junit.ts";
import type { Audience, Language } from "./words.ts";

const LANGUAGES: readonly Language[] = ["fr", "en"];

/**
 * Replaces what an earlier grade has left under the same names.
 * @returns the files, from the folder
 */
export async function writeReports(folder: string, sheet: Sheet): Promise<readonly string[]> {
  const files = reportFiles(sheet);
  for (const audience of ["candidate", "instructor"] satisfies Audience[]) {
    // The instructor's holds the truth of a world that other candidates will meet.
    await mkdir(join(folder, audience), { recursive: true, mode: 0o700 });
  }
  for (const [name, text] of files) await writeFile(join(folder, name), text, { mode: 0o600 });
  return files.map(([name]) => name);
}

function reportFiles(sheet: Sheet): readonly (readonly [name: string, text: string])[] {
  const forAudience = (audience: Audience): readonly (readonly [string, string])[] => [
    [`${audience}/sheet.json`, renderJson(sheet, { audience })],
    ...LANGUAGES.flatMap((language): readonly (readonly [string, string])[] => {
      const options = { language, audience };
      return [
        [`${audience}/report.${language}.html`, renderHtml(sheet, options)],
        [`${audience}/checks.${language}.csv`, renderCsv(sheet, options)],
        [`${audience}/junit.${language}.xml`, renderJunit(sheet, options)],
      ];
    }),
  ];
  return [
    ...forAudience("candidate"),
    ...LANGUAGES.flatMap((language) => [
      [`candidate/feedback.${language}.md`, renderFeedback(sheet, { language })] as const,
      [`candidate/results.${language}.json`, renderGradescope(sheet, { language })] as const,
    ]),
    ...forAudience("instructor"),
  ];
}
