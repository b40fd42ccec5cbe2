// What a candidate's folder says of itself: `submission.yaml`. Every field's description is what the contract and the
// editors' JSON schema show.
import { z } from "zod";
import { RULE_IDS } from "./rules.ts";
import { VIEWS, type ViewName } from "./views.ts";

/** The commands of a submission, in the order in which an exam calls them. */
export const STAGES = [
  "install",
  "setup",
  "collect",
  "load",
  "train",
  "predict",
  "test",
  "quality",
  "measure",
  "erase",
  "serve",
] as const;
export type Stage = (typeof STAGES)[number];

/** Widest time, in seconds, that a stage may take at scale 1: far above what any sensible solution needs. */
export const STAGE_LIMIT_SECONDS: Readonly<Record<Stage, number>> = {
  install: 1200,
  setup: 300,
  collect: 1800,
  load: 1800,
  train: 1200,
  predict: 600,
  test: 600,
  quality: 300,
  measure: 600,
  erase: 300,
  serve: 120,
};

const STAGE_MEANING: Readonly<Record<Stage, string>> = {
  install:
    "Brings the dependencies, from the locks. The only one that reaches package registries; it reaches no engine.",
  setup: "Makes databases, tables, views, constraints, roles, collections, topics. Runs again without harm.",
  collect: "Fetches every source once, to its end, into the raw layer, and ends.",
  load: "Cleans the raw layer into the stores, and ends when all is there. With RAW_DIR set, takes raw records from there.",
  train: "Trains the model on the labelled reviews of the stores.",
  predict: "Writes a row of lab.predictions for every review.",
  test: "Runs the candidate's own tests; ends with 0 when all pass, by any other number when one fails.",
  quality: "Runs the controls and writes OUTPUT_DIR/quality.json.",
  measure: "Measures the footprint of MEASURE_WORK times the same work and writes OUTPUT_DIR/measure.json.",
  erase:
    "Forgets whom the sources ask to forget, and what is older than its retention by NOW, in every store.",
  serve: "Starts what lives on: the scheduled flows, and the page on PAGE_PORT. Ends on SIGTERM.",
};

const path = z.string().min(1).max(300);
const name = z.string().min(1).max(100);

const Command = z.union([z.string().min(1).max(2000), z.array(z.string().max(2000)).min(1)]);
export type Command = z.infer<typeof Command>;

export const DELIVERABLES = ["procedures", "database", "modelling", "report", "algorithms"] as const;
export type Deliverable = (typeof DELIVERABLES)[number];

const Field = z.string().describe("Path of the field, with dots: payload.id");

export const RawLayer = z
  .discriminatedUnion("in", [
    z.strictObject({
      in: z.literal("document"),
      collection: name,
      source: Field.default("source"),
      kind: Field.default("kind"),
      id: Field.default("id"),
    }),
    z.strictObject({
      in: z.literal("relational"),
      table: name.describe("schema.table, readable by the owner"),
      source: name.default("source"),
      kind: name.default("kind"),
      id: name.default("id"),
    }),
    z.strictObject({
      in: z.literal("files"),
      folder: path.describe("Folder of <kind>.jsonl files, one raw record a line"),
    }),
    z.strictObject({
      in: z.literal("query"),
      command: Command.describe("Prints raw records as JSON lines: source, kind, id"),
    }),
  ])
  .describe("Where what was fetched is kept, before cleaning, with source, kind and natural id.");
export type RawLayer = z.infer<typeof RawLayer>;

const Query = Command.describe(
  "For an engine that the exam has no client for: prints the answer to the question on its standard input, as JSON lines.",
);

export const Submission = z
  .strictObject({
    version: z.literal(1).describe("Version of this file's form."),
    exam: z.literal("E2").describe("The exam that this folder answers."),
    authors: z.array(z.string().max(200)).max(10).default([]).describe("Removed before anybody marks."),
    form: z.enum(["native", "docker"]).default("native").describe("How the commands are run."),
    commands: z
      .strictObject(
        Object.fromEntries(
          STAGES.map((stage) => [stage, Command.optional().describe(STAGE_MEANING[stage])]),
        ) as Record<Stage, z.ZodOptional<typeof Command>>,
      )
      .describe("One command a stage: a shell line, or a list of program and arguments."),
    environment: z
      .record(z.string().regex(/^[A-Za-z_]\w*$/), z.string().max(1000))
      .default({})
      .describe("Variables of your own, made of the contract's: DB_HOST: ${POSTGRES_HOST}"),
    schedule: z
      .strictObject({
        cadenceSeconds: z
          .number()
          .int()
          .min(1)
          .max(900)
          .describe("Under `serve`, data added to a source is in the stores within this time."),
        recoverySeconds: z
          .number()
          .int()
          .min(1)
          .max(900)
          .describe("After a kill and a new start of `serve`, all is in order again within this time."),
        scheduler: name.describe("What starts the flows: cron, airflow, own loop …"),
      })
      .optional()
      .describe("What the automated flows promise."),
    loading: z
      .enum(["full", "incremental", "stream"])
      .optional()
      .describe("What a second `load` does: replaces all, adds what is new, or follows."),
    stores: z
      .strictObject({
        relational: z.strictObject({
          engine: name.default("postgresql"),
          reader: name.describe("The role that reads the views of `lab`, and nothing else."),
          loader: name.describe("The role that writes. Not a superuser."),
          query: Query.optional(),
        }),
        document: z
          .strictObject({
            engine: name.default("mongodb"),
            collections: z
              .strictObject({ reviews: name.default("reviews"), files: name.default("files") })
              .prefault({}),
            query: Query.optional(),
          })
          .optional(),
        graph: z
          .strictObject({
            engine: name.default("neo4j"),
            labels: z.record(z.string(), name).default({}).describe("The contract's label: yours."),
            relationships: z.record(z.string(), name).default({}).describe("The contract's type: yours."),
            query: Query.optional(),
          })
          .optional(),
        log: z
          .strictObject({ engine: name.default("kafka"), topics: z.array(name).default([]) })
          .optional()
          .describe("Only where data flow through a log."),
      })
      .describe("Which engine plays which part. Only these are started."),
    raw: RawLayer,
    entities: z
      .partialRecord(z.enum(Object.keys(VIEWS) as [ViewName, ...ViewName[]]), z.array(name).min(1))
      .default({})
      .describe("Views of `lab` → the base tables that they show: products: [shop.product, shop.price]"),
    rules: z
      .partialRecord(z.enum(RULE_IDS), path)
      .default({})
      .describe("Cleaning rules → the file that applies them."),
    queries: path.default("queries").describe("Folder of Q1.sql … Q9.sql and Q10.cypher."),
    page: z
      .strictObject({
        tool: name.describe("own, grafana, streamlit, power-bi, tableau, looker …"),
        path: z.string().startsWith("/").default("/").describe("Under http://127.0.0.1:$PAGE_PORT"),
        file: path.optional().describe("Where no web page is served: the file, with its exports."),
        captures: z.array(path).default([]).describe("Before and after a load, where no page is served."),
      })
      .optional(),
    model: z
      .strictObject({
        framework: name.describe("scikit-learn, tensorflow, pytorch, spark, r …"),
        claimed: z
          .strictObject({ prAuc: z.number().min(0).max(1), f1: z.number().min(0).max(1).optional() })
          .describe("What your report says of the test sample."),
        runs: path.optional().describe("The record of compared trainings: JSON lines, see the contract."),
      })
      .optional(),
    tests: z
      .strictObject({
        style: z
          .enum(["stdin", "http", "in-process"])
          .describe("How the tests meet the code: see the contract, Tests."),
        paths: z.array(path).min(1),
      })
      .optional(),
    footprint: z
      .array(z.enum(["conditional-requests", "caching", "compression", "retention"]))
      .default([])
      .describe("Measures that limit the footprint, each of which is looked for."),
    security: z
      .array(
        z.enum(["least-privilege", "authentication", "secrets-in-environment", "pseudonyms", "rotation"]),
      )
      .default([])
      .describe("Measures of security, each of which is looked for."),
    schema: path.optional().describe("The schema of data: Mermaid, DBML, SQL, GraphML or Looping."),
    documentation: path.optional().describe("Circuits, parameters and flows, as in the contract."),
    rejects: path.optional().describe("The document that says where a bad record goes."),
    deliverables: z
      .partialRecord(z.enum(DELIVERABLES), path)
      .default({})
      .describe("The written deliverables."),
    tools: z
      .array(z.strictObject({ step: name, tool: name, package: name.optional() }))
      .default([])
      .describe("The tool of each step, with the package's name in your lock."),
    assets: z
      .array(z.strictObject({ url: z.url(), sha256: z.string().regex(/^[0-9a-f]{64}$/), to: path }))
      .max(20)
      .default([])
      .describe("Files fetched during `install`, checked by their hash."),
    ai: z
      .strictObject({ used: z.boolean(), how: z.string().max(2000).default("") })
      .optional()
      .describe("Whether an AI helped, and for what. Not marked."),
  })
  .describe("submission.yaml: what the folder holds and how to run it.");
export type Submission = z.infer<typeof Submission>;
