// What the texts do not type: tables made from the contract's own schemas, in either language.
import { createHmac } from "node:crypto";
import { PAGE_FIGURES } from "@atelier/contracts/controls.ts";
import { KINDS, SOURCES } from "@atelier/contracts/kinds.ts";
import { QUESTIONS } from "@atelier/contracts/questions.ts";
import { MERGED_COMMUNES, RULES } from "@atelier/contracts/rules.ts";
import { STAGE_LIMIT_SECONDS, STAGES } from "@atelier/contracts/submission.ts";
import { DERIVED_VIEW_KEYS, RAW_RETENTION_DAYS, VIEW_KEYS } from "@atelier/contracts/views.ts";
import { TEST_STYLES } from "@atelier/grader/tests-contract.ts";
import { CLASSES_EXPLAINED, EXPLAINED } from "./explained/controls.ts";
import { ENVIRONMENT_EXPLAINED } from "./explained/environment.ts";
import { BODIES_EXPLAINED, IDS_EXPLAINED, RECORD_EXPLAINED, SOURCES_EXPLAINED } from "./explained/raw.ts";
import { STAGES_EXPLAINED, SUBMISSION_EXPLAINED } from "./explained/submission.ts";
import { VIEWS_EXPLAINED, viewShapes, type ExplainedView } from "./explained/views.ts";
import { submissionFields } from "./fields.ts";
import { itemsTable, markingScheme } from "./marking.ts";
import { code, markdownTable } from "./table.ts";
import type { Language } from "./language.ts";

type Make = (language: Language) => string;

/** By the name that a text gives between double braces. */
export const TABLES: Readonly<Record<string, Make>> = {
  environment: (l) =>
    markdownTable(
      [heads.variable[l], heads.meaning[l]],
      ENVIRONMENT_EXPLAINED.map(({ name, told }) => [code(name), told[l]]),
    ),
  stages: (l) =>
    markdownTable(
      [heads.stage[l], heads.meaning[l], heads.limit[l]],
      STAGES.map((stage) => [code(stage), STAGES_EXPLAINED[stage][l], minutes(STAGE_LIMIT_SECONDS[stage])]),
    ),
  fields: (l) => markdownTable([heads.field[l], heads.meaning[l], heads.values[l]], fieldRows(l)),
  retention: () => String(RAW_RETENTION_DAYS),
  sources: (l) =>
    markdownTable(
      [heads.source[l], heads.kind[l], heads.where[l]],
      SOURCES.map((source) => {
        const { kinds, where } = SOURCES_EXPLAINED[source];
        return [code(source), kinds.map(code).join(", "), where[l]];
      }),
    ),
  ids: (l) =>
    markdownTable(
      [heads.kind[l], "id"],
      KINDS.map((kind) => [code(kind), code(IDS_EXPLAINED[kind])]),
    ),
  record: (l) => explainedTable(l, RECORD_EXPLAINED),
  bodies: (l) =>
    KINDS.map((kind) => `**${kind}**\n\n${explainedTable(l, BODIES_EXPLAINED[kind])}`).join("\n\n"),
  "pseudonym-example": () =>
    createHmac("sha256", "cle").update("phone:+33639980102").digest("hex").slice(0, 16),
  views: (l) =>
    (Object.keys(VIEWS_EXPLAINED) as ExplainedView[])
      .map((view) => `**lab.${view}** — ${heads.key[l]} : ${keyOf(view)}\n\n${viewTable(l, view)}`)
      .join("\n\n"),
  questions: (l) =>
    markdownTable(
      ["", heads.parameters[l], heads.columns[l], heads.ordered[l]],
      QUESTIONS.map(({ id, parameters, columns, ordered }) => [
        id,
        typed(parameters),
        typed(columns),
        ordered ? heads.yes[l] : heads.no[l],
      ]),
    ),
  "questions-told": (l) => QUESTIONS.map(({ id, told }) => `- **${id}.** ${told[l]}`).join("\n"),
  quality: (l) => explainedTable(l, EXPLAINED.quality),
  control: (l) => explainedTable(l, EXPLAINED.control),
  classes: (l) => explainedTable(l, CLASSES_EXPLAINED),
  measure: (l) => explainedTable(l, EXPLAINED.measure),
  run: (l) => explainedTable(l, EXPLAINED.run),
  tests: (l) => explainedTable(l, TEST_STYLES),
  figures: (l) => explainedTable(l, PAGE_FIGURES),
  rules: (l) =>
    markdownTable(
      [heads.rule[l], heads.kind[l], heads.meaning[l], heads.outcome[l]],
      Object.entries(RULES).map(([id, { kinds, outcome, told }]) => [
        code(id),
        kinds.map(code).join(", "),
        told[l],
        heads[outcome][l],
      ]),
    ),
  communes: (l) =>
    markdownTable(
      [heads.commune[l], heads.newCommune[l]],
      Object.entries(MERGED_COMMUNES).map(([old, name]) => [old, name]),
    ),
  ...Object.fromEntries(
    ["C6", "C7", "C8", "C9", "C10", "C11", "C12"].map((competence) => [
      `items-${competence}`,
      (l: Language) => itemsTable(l, competence),
    ]),
  ),
  marking: markingScheme,
};

const heads = {
  variable: { fr: "variable", en: "variable" },
  meaning: { fr: "sens", en: "meaning" },
  stage: { fr: "étape", en: "stage" },
  limit: { fr: "limite", en: "limit" },
  field: { fr: "champ", en: "field" },
  values: { fr: "valeurs, défaut", en: "values, default" },
  source: { fr: "source", en: "source" },
  kind: { fr: "nature", en: "kind" },
  where: { fr: "où", en: "where" },
  key: { fr: "clé", en: "key" },
  column: { fr: "colonne", en: "column" },
  type: { fr: "type", en: "type" },
  parameters: { fr: "paramètres", en: "parameters" },
  columns: { fr: "colonnes", en: "columns" },
  ordered: { fr: "l'ordre des lignes compte", en: "the order of rows counts" },
  yes: { fr: "oui", en: "yes" },
  no: { fr: "non", en: "no" },
  rule: { fr: "règle", en: "rule" },
  outcome: { fr: "issue", en: "outcome" },
  repaired: { fr: "réparé", en: "repaired" },
  rejected: { fr: "rejeté", en: "rejected" },
  name: { fr: "nom", en: "name" },
  commune: { fr: "commune ancienne", en: "former commune" },
  newCommune: { fr: "commune nouvelle", en: "new commune" },
} as const;

const minutes = (seconds: number): string => `${seconds / 60} min`;

function explainedTable(l: Language, explained: Readonly<Record<string, Record<Language, string>>>): string {
  return markdownTable(
    [heads.name[l], heads.meaning[l]],
    Object.entries(explained).map(([name, told]) => [code(name), told[l]]),
  );
}

const typed = (list: readonly { readonly name: string; readonly type: string }[]): string =>
  list.map(({ name, type }) => `${code(name)} ${type}`).join(", ") || "—";

function fieldRows(l: Language): readonly (readonly string[])[] {
  return submissionFields().map(({ path, isRequired, choices, default: preset }) => {
    const values = [
      ...(choices.length > 0 ? [choices.map(code).join(" ")] : []),
      ...(typeof preset === "string" && preset !== "" ? [`= ${code(preset)}`] : []),
    ];
    return [
      `${code(path)}${isRequired ? " ●" : ""}`,
      SUBMISSION_EXPLAINED[path]?.[l] ?? "",
      values.join(" "),
    ];
  });
}

function keyOf(view: ExplainedView): string {
  if (view === "predictions") return code("review_id");
  const keys = { ...VIEW_KEYS, ...DERIVED_VIEW_KEYS };
  return keys[view].map(code).join(", ");
}

function viewTable(l: Language, view: ExplainedView): string {
  const shape: Readonly<Record<string, unknown>> = viewShapes[view].shape;
  return markdownTable(
    [heads.column[l], heads.type[l], heads.meaning[l]],
    Object.entries(VIEWS_EXPLAINED[view]).map(([column, told]) => [
      code(column),
      told.as ?? sqlType(shape[column]),
      told[l],
    ]),
  );
}

/** PostgreSQL's type for what the schema says; a nullable column is told to be so in its sentence too. */
function sqlType(schema: unknown): string {
  const { type, unwrap, format } = schema as {
    readonly type: string;
    readonly format?: string | null;
    readonly unwrap?: () => unknown;
  };
  if (type === "nullable" && unwrap) return `${sqlType(unwrap.call(schema))} null`;
  if (type === "string") return "text";
  if (type === "boolean") return "boolean";
  return format === "safeint" ? "integer / bigint" : "double precision";
}
