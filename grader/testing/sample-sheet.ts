// A sheet with one of everything, for tests of what is made of it.
import type { Evidence, Finding } from "../check.ts";
import { ITEMS } from "../items.ts";
import { judge } from "../judge/judge.ts";
import type { Sheet } from "../sheet.ts";
import { asIs } from "../told.ts";
import { makeCheck, makeGrade, passed } from "./checks.ts";

/** Outcomes in turn, each with evidence in the given words: a submission's own. */
export function sampleSheet(words = "11 produits sur 12"): Sheet {
  const evidence: Evidence[] = [
    {
      expected: { fr: "12 produits dans la vue", en: "12 products in the view" },
      actual: asIs(words),
      where: words,
      why: asIs(words),
      example: words,
      truth: [`only-for-instructors ${words}`],
    },
  ];
  const findings: readonly Finding[] = [
    { outcome: "failed", share: 0, evidence },
    { outcome: "partial", share: 0.6, evidence },
    { outcome: "errored", share: 0, evidence },
    { outcome: "jury", share: 0, evidence },
    { outcome: "not-applicable", share: 0, evidence },
  ];
  const checks = ITEMS.flatMap((item, at) => [
    makeCheck(`${item}-first`, passed, { title: { fr: "Les produits sont là", en: "Products are there" } }),
    makeCheck(`${item}-second`, findings[at % findings.length] as Finding, {
      title: { fr: "Toutes les lignes sont justes", en: "All rows are right" },
    }),
    makeCheck(`${item}-third`, passed, {
      level: "excellence",
      needs: [`${item}-second`],
      title: { fr: "Rien n'est lu deux fois", en: "Nothing is read twice" },
    }),
  ]);
  const submission = "5f".repeat(32);
  return judge(
    makeGrade(checks, {
      submission,
      copied: [`copied-from-the-reference ${words}`],
      deliverables: [
        { id: "report", state: "present", path: words },
        { id: "algorithms", state: "missing", path: words },
      ],
      observations: {
        preparation: {
          commands: [
            {
              stage: "collect",
              code: 1,
              ended: "exited",
              seconds: 12.4,
              cpuSeconds: 3,
              peakMemoryBytes: 1e8,
              lastWords: words,
            },
          ],
          restarts: ["load"],
        },
      },
      jury: {
        version: 1,
        submission,
        marks: { "C10.2": { mark: 3, comment: "Argument solide." }, "C6.1": { mark: 2 } },
      },
    }),
  );
}
