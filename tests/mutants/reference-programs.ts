// Faults of what the reference's programs do: each is graded, as far as its fault can reach. None changes a table, a view or a
// column.
import type { ItemId } from "@atelier/grader/items.ts";
import type { Change, Mutant } from "./mutant.ts";

type Programmed = Omit<Mutant, "of" | "reach" | "changes"> & { readonly changes: readonly Change[] };

const isProgram = (change: Change): boolean => "path" in change && change.path.startsWith("services/");

/** Graded whole, its own tests may be red where they look at what is wrong, as those of the Python submission. */
const programmed = ({ touches = [], ...mutant }: Programmed): Mutant => ({
  ...mutant,
  of: "reference",
  reach: mutant.phases ? "phases" : "whole",
  touches: [...touches, ...(mutant.changes.some(isProgram) ? (["C11.2"] as const) : [])],
});

const edit = (path: string, find: string, replace: string): Change => ({ type: "file", path, find, replace });

/** Where more than half of a kind is collected there is no restart: what is missing is missing everywhere. */
const AFTER_COLLECTING: readonly ItemId[] = [
  "C6.2",
  "C7.1",
  "C7.2",
  "C7.4",
  "C7.5",
  "C8.1.b",
  "C8.1.d",
  "C8.1.e",
  "C9.1",
  "C9.2",
  "C10.1",
  "C11.1",
  "C11.3",
  "C11.4",
  "C12.4",
  "C12.5",
  "C12.6",
];

export const REFERENCE_PROGRAMS: readonly Mutant[] = [
  // Collecting
  programmed({
    id: "orders-first-page-only",
    phases: ["collected", "loaded", "quality", "automation"],
    fault: "a round reads one page of the orders",
    changes: [
      edit("services/scraper/collect/orders.ts", "      if (next === null) return;", "      return;"),
    ],
    costs: ["C6.1"],
    // Graded from a restart point; on the live world orders come in late.
    touches: ["C8.1.e", "C9.2", "C11.1", "C11.3"],
    says: /orders/,
    section: "sources",
  }),
  programmed({
    id: "reviews-first-page-only",
    fault: "of each product, only the reviews of its page and of one more are read",
    changes: [edit("services/scraper/collect/product-pages.ts", "    path = next;", "    path = null;")],
    costs: ["C6.1"],
    touches: AFTER_COLLECTING,
    says: /reviews/,
    section: "sources",
  }),
  programmed({
    id: "images-left",
    phases: ["collected", "loaded", "quality", "automation"],
    fault: "no image is fetched",
    changes: [
      edit(
        "services/scraper/collect/product-pages.ts",
        "    ...(image === null\n",
        "    ...(image !== undefined\n",
      ),
    ],
    costs: ["C6.1"],
    touches: ["C8.1.e", "C9.2", "C11.1", "C11.3"],
    says: /image|media/i,
    section: "sources",
  }),
  programmed({
    id: "pages-fetched-again",
    phases: ["audit", "automation", "revisits"],
    fault: "what has not changed is fetched whole again",
    changes: [
      edit(
        "services/scraper/collect/product-pages.ts",
        "const answer = await site.get(path, { validators: seen });\n  tally",
        "const answer = await site.get(path, {});\n  tally",
      ),
      // Nor does the site map say what is known already.
      edit(
        "services/scraper/collect/site.ts",
        "const isKnown = lastmod !== null && checkpoint.page(`site${path}`)?.lastmod === lastmod;",
        "const isKnown = false;",
      ),
    ],
    costs: ["C6.1"],
    says: /unchanged|again/,
    section: "sources",
  }),
  // The law
  programmed({
    id: "browser-agent",
    phases: ["audit"],
    fault: "the collector says that it is a browser",
    changes: [
      edit(
        "services/scraper/app.ts",
        "`${AGENT}/1.0 (+mailto:${config.SCRAPER_CONTACT})`",
        '"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/139.0 Safari/537.36"',
      ),
    ],
    costs: ["C6.2"],
    says: /agent/i,
    section: "sources",
  }),
  programmed({
    id: "pace-ignored",
    phases: ["audit"],
    fault: "the pace that robots.txt asks for is not kept, and the register is asked as fast as it answers",
    changes: [
      edit(
        "services/scraper/politeness/turnstile.ts",
        "Math.max(nextAtMs, now - slackMs) + intervalMs",
        "now - slackMs",
      ),
      // The site's pace is more than a busy machine can break.
      edit(
        "services/scraper/collect/registry.ts",
        "const answer = await registry.get(path, { validators: seen });",
        "for (let asked = 0; asked < 12; asked += 1) await registry.get(path, {});\n      const answer = await registry.get(path, { validators: seen });",
      ),
    ],
    costs: ["C6.2"],
    // Pages are read again in the same pass.
    touches: ["C8.2.a"],
    says: /pace|rate|second/,
    section: "sources",
  }),
  programmed({
    id: "objections-not-read",
    fault: "who objects is not asked for",
    changes: [
      edit(
        "services/scraper/collect/objections.ts",
        "const pseudonyms = extracted.records.flatMap((record) => record.subjects);",
        "const pseudonyms: string[] = [];\n    extracted.records.length = 0;",
      ),
      edit(
        "services/scraper/collect/objections.ts",
        "      ...extracted,\n",
        "      records: [],\n      deadLetters: [],\n",
      ),
    ],
    costs: ["C6.2"],
    touches: AFTER_COLLECTING,
    says: /object|forgot|person/,
    section: "law",
  }),
  programmed({
    id: "retention-ignored",
    phases: ["retention"],
    fault: "raw records are kept for ever",
    changes: [
      edit(
        "services/etl/roles/retention.ts",
        "const removed = await deleteOlderRaw(mongo.db, before);",
        "const removed = 0;",
      ),
    ],
    costs: ["C6.2"],
    says: /90|days|raw/,
    section: "law",
  }),
  programmed({
    id: "contacts-kept-in-texts",
    phases: ["loaded", "privacy", "cleaning", "tests"],
    fault: "addresses and numbers in texts of reviews stay",
    changes: [
      edit(
        "services/scraper/privacy/redact-contacts.ts",
        'if (!rules.has("text-contact"))',
        'if (rules.has("text-contact"))',
      ),
    ],
    costs: ["C6.2", "C9.1"],
    touches: ["C7.2", "C8.1.b", "C11.2", "C11.3", "C12.4", "C12.5"],
    says: /trace|text-contact/,
    section: "law",
  }),
  // Controls
  programmed({
    id: "controls-always-content",
    phases: ["quality"],
    fault: "controls never find anything",
    changes: [
      edit(
        "services/etl/roles/quality.ts",
        "checkedAt: clock.now.toISOString(), controls }",
        "checkedAt: clock.now.toISOString(), controls: controls.map((one) => ({ ...one, violations: 0 })) }",
      ),
      edit(
        "services/etl/roles/quality.ts",
        "const violated = controls.filter(({ violations }) => violations > 0);",
        "const violated: Control[] = [];",
      ),
    ],
    costs: ["C8.1.e", "C9.2"],
    says: /./,
    section: "c8",
  }),
  programmed({
    id: "controls-always-alarmed",
    phases: ["quality"],
    fault: "controls find something in everything",
    changes: [
      edit(
        "services/etl/roles/quality.ts",
        "checkedAt: clock.now.toISOString(), controls }",
        "checkedAt: clock.now.toISOString(), controls: controls.map((one) => ({ ...one, violations: 1 })) }",
      ),
      edit(
        "services/etl/roles/quality.ts",
        "const violated = controls.filter(({ violations }) => violations > 0);",
        "const violated = controls;",
      ),
    ],
    costs: ["C9.2", "C8.1.e"],
    says: /./,
    section: "c9",
  }),
  programmed({
    id: "controls-without-freshness",
    phases: ["quality"],
    fault: "nothing is ever stale",
    changes: [edit("services/etl/roles/quality.ts", ", ...freshnessControls(now, staleAfterHours)]", "]")],
    costs: ["C8.1.e"],
    says: /stale|fresh/,
    section: "c8",
  }),
  // Flows
  programmed({
    id: "nothing-collects",
    phases: ["revisits", "automation", "page", "flows"],
    fault: "serve does not collect",
    changes: [edit("stages/serve.ts", '  "scraper-scheduled",\n', "")],
    costs: ["C11.1"],
    touches: ["C6.1", "C6.2", "C11.3", "C10.1"],
    says: /arrive|schedule|cadence/,
    section: "c11",
  }),
  programmed({
    id: "rounds-too-rare",
    phases: ["revisits", "automation", "page", "flows"],
    fault: "a round an hour, and a minute is declared",
    changes: [
      edit(
        "services/scraper/config.ts",
        "SCRAPER_INTERVAL_MS: z.coerce.number().int().min(100).default(5000)",
        "SCRAPER_INTERVAL_MS: z.coerce.number().int().min(100).default(3_600_000)",
      ),
    ],
    costs: ["C11.1"],
    touches: ["C6.1", "C6.2", "C11.3", "C10.1"],
    says: /arrive|schedule|cadence/,
    section: "c11",
  }),
  programmed({
    id: "documents-do-not-follow",
    phases: ["erasure", "automation", "flows"],
    fault: "serve loads no documents",
    changes: [edit("stages/serve.ts", '  "loader-mongo",\n', "")],
    costs: ["C11.1"],
    touches: ["C6.1", "C6.2", "C11.3"],
    says: /document|text|file|image/,
    section: "c11",
  }),
  programmed({
    id: "password-in-the-log",
    phases: ["flows"],
    fault: "serve writes a password into its log",
    changes: [
      edit(
        "stages/serve.ts",
        "const stopping = new AbortController();",
        'const stopping = new AbortController();\nprocess.stderr.write(`${process.env["KAFKA_PASSWORD"]}\\n`);',
      ),
    ],
    costs: ["C11.3"],
    says: /secret|password|leak/,
    section: "c11",
  }),
  programmed({
    id: "tests-that-assert-nothing",
    phases: ["tests"],
    fault: "the test command says yes",
    changes: [
      edit(
        "submission.yaml",
        "test: node node_modules/vitest/vitest.mjs run --no-color",
        'test: node -e "process.exit(0)"',
      ),
    ],
    costs: ["C11.2"],
    touches: ["C12.2"],
    says: /lie|test/,
    section: "c11",
  }),
  programmed({
    id: "tests-red",
    phases: ["tests"],
    fault: "the tests fail as they are",
    changes: [
      edit(
        "submission.yaml",
        "test: node node_modules/vitest/vitest.mjs run --no-color",
        'test: node -e "process.exit(1)"',
      ),
    ],
    costs: ["C11.2"],
    says: /green|test/,
    section: "c11",
  }),
  // The model
  programmed({
    id: "another-framework",
    phases: ["framework"],
    fault: "the declared framework is not the one in use",
    changes: [edit("submission.yaml", "framework: tensorflow", "framework: scikit-learn")],
    costs: ["C12.3"],
    touches: ["C8.1.g"],
    says: /scikit-learn/,
    section: "c12",
  }),
  programmed({
    id: "another-model-each-time",
    phases: ["foresight"],
    fault: "a training cannot be repeated",
    changes: [
      edit(
        "stages/train.ts",
        "  env: process.env,\n",
        "  env: { ...process.env, TRAINING_SEED: String(Math.random()) },\n",
      ),
    ],
    costs: ["C12.6"],
    // Another network is another figure.
    touches: ["C12.4", "C12.5"],
    says: /again|reproduc|same/,
    section: "c12",
  }),
  // Loading
  programmed({
    id: "declared-full",
    phases: ["rerun"],
    fault: "a load that adds what is new is declared to begin anew",
    changes: [edit("submission.yaml", "loading: stream", "loading: full")],
    costs: ["C8.1.d"],
    says: /declared|full/,
    section: "c8",
  }),
  // What is measured and shown
  programmed({
    id: "measure-constant",
    phases: ["impact"],
    fault: "the measuring command always says the same",
    changes: [
      edit(
        "stages/measure.ts",
        "energyWattHours: joules / JOULES_PER_WATT_HOUR,",
        "energyWattHours: 0.012 + joules * 0,",
      ),
      edit("stages/measure.ts", "gramsCo2e: gramsCo2eOf(joules),", "gramsCo2e: 0.0007 + gramsCo2eOf(0),"),
    ],
    costs: ["C8.2.b"],
    says: /twice|doubles/,
    section: "c8",
  }),
  programmed({
    id: "measure-multiplied",
    phases: ["impact"],
    fault: "the work is done once, and its measure multiplied",
    changes: [
      edit("stages/measure.ts", "for (let done = 0; done < work; done += 1) await", "await"),
      edit(
        "stages/measure.ts",
        "energyWattHours: joules / JOULES_PER_WATT_HOUR,",
        "energyWattHours: (work * joules) / JOULES_PER_WATT_HOUR,",
      ),
      edit("stages/measure.ts", "gramsCo2e: gramsCo2eOf(joules),", "gramsCo2e: gramsCo2eOf(work * joules),"),
    ],
    costs: ["C8.2.b"],
    says: /twice|doubles/,
    section: "c8",
  }),
  programmed({
    id: "figures-constant",
    phases: ["page", "tests"],
    fault: "every figure of the page is 12",
    changes: [
      edit(
        "services/dashboard/pages/figure.ts",
        "  const value = values[name];",
        "  const value = values[name] === null ? null : 12;",
      ),
    ],
    costs: ["C10.1"],
    // A page whose figures are mostly wrong is about nothing: it is accessible to nobody.
    touches: ["C10.3", "C11.2"],
    says: /figure|page/,
    section: "figures",
  }),
];
