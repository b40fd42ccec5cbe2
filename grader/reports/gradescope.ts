// A sheet as Gradescope reads it (https://gradescope-autograders.readthedocs.io/en/latest/specs/): an item is a test. Its
// readers are candidates; there is no other audience.
import type { Sheet } from "../sheet.ts";
import { renderFeedbackOf } from "./feedback.ts";
import { ITEM_WORDS, SHEET_WORDS, type Language } from "./words.ts";

/** All points of a block. */
const POINTS = 100;

export function renderGradescope(sheet: Sheet, { language }: { readonly language: Language }): string {
  const { judged } = sheet;
  const tests = judged.competences.flatMap((competence) => {
    const items = judged.items.filter(({ id }) => id.startsWith(`${competence.id}.`));
    const total = items.reduce((sum, { weight }) => sum + weight, 0);
    return items.map((item) => {
      const maxScore = cents((POINTS / judged.competences.length) * (item.weight / total));
      // What is not known yet gives no points yet; the words say so.
      const known = item.share ?? (item.machine.share ?? 0) * item.machine.part;
      return {
        number: item.id,
        name: `${item.id} ${item.title[language]}`,
        score: cents(Math.min(maxScore, maxScore * known)),
        max_score: maxScore,
        output: [ITEM_WORDS[item.state][language], renderFeedbackOf(sheet, item, language)].join("\n\n"),
        output_format: "md",
        visibility: "visible",
      };
    });
  });
  return `${JSON.stringify(
    {
      output: SHEET_WORDS[sheet.state][language],
      output_format: "text",
      execution_time: Math.round(sheet.run.seconds),
      visibility: "visible",
      stdout_visibility: "hidden",
      tests,
      extra_data: { sheet: sheet.sheet, state: sheet.state, digest: sheet.digest },
    },
    null,
    2,
  )}\n`;
}

const cents = (points: number): number => Math.round(points * 100) / 100;
