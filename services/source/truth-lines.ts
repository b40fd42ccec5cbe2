// The truth as JSON lines, one fact a line, streamed: what /_lab/truth shows in practice.
import { VIEWS, type ViewName, type ViewRow } from "@atelier/contracts/views.ts";
import { createTruth, type TruthOptions } from "@atelier/world/create-truth.ts";
import type { Drift } from "@atelier/world/listing.ts";
import type { CanaryPerson, DefectInstance, FraudFact, Truth } from "@atelier/world/truth.ts";

type TruthLine =
  | { readonly type: "sources"; readonly counts: Truth["sources"] }
  | { readonly type: "row"; readonly view: ViewName; readonly row: ViewRow<ViewName> }
  | { readonly type: "review-text"; readonly reviewId: string; readonly text: string | null }
  | { readonly type: "document-text"; readonly fileId: string; readonly includes: readonly string[] }
  | ({ readonly type: "defect" } & { readonly defect: DefectInstance })
  | ({ readonly type: "fraud" } & FraudFact)
  | ({ readonly type: "canary" } & CanaryPerson)
  | { readonly type: "forgotten"; readonly pseudonym: string };

/** Makes the truth of a world anew at each call, as its past ticks and their drifts have left it. */
export function createTruthLines(world: Pick<TruthOptions, "secret" | "scale" | "pseudonymKey">) {
  return function* lines(ticks: number, drifts: readonly Drift[]): Generator<string> {
    for (const fact of facts(createTruth({ ...world, ticks, drifts }))) yield `${JSON.stringify(fact)}\n`;
  };
}

function* facts(truth: Truth): Generator<TruthLine> {
  yield { type: "sources", counts: truth.sources };
  for (const view of Object.keys(VIEWS) as ViewName[]) {
    for (const row of truth.rows(view)) yield { type: "row", view, row };
  }
  for (const text of truth.reviewTexts()) yield { type: "review-text", ...text };
  for (const text of truth.documentTexts()) yield { type: "document-text", ...text };
  for (const defect of truth.defects()) yield { type: "defect", defect };
  for (const fact of truth.fraud()) yield { type: "fraud", ...fact };
  for (const person of truth.canaries()) yield { type: "canary", ...person };
  for (const pseudonym of truth.forgotten()) yield { type: "forgotten", pseudonym };
}
