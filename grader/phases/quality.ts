// Runs the submission's controls on sound stores, on clones of the database that the grader damages, after the sources have
// gone on, and while an engine is away. Nothing is damaged that another phase will look at.
import { STAGE_ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { QualityReport } from "@atelier/contracts/controls.ts";
import type { EngineName } from "@atelier/engines/engine.ts";
import type { Truth } from "@atelier/world/truth.ts";
import { damageCases, type DamageCase } from "../clone/cases.ts";
import { cloneDatabase, type DatabaseClone } from "../clone/clone-database.ts";
import { createDamager } from "../clone/damage.ts";
import type { Quality, QualityCase, QualityRun } from "../observations/quality.ts";
import { openInspector, type Inspector } from "../stores/inspector.ts";
import type { SqlSession } from "../stores/sql-session.ts";
import { engineParts, openWriters } from "../stores/stores.ts";
import { readable } from "../text/readable.ts";
import { SubmissionFault, type ExamWorld, type Phase, type PhaseContext } from "./phase.ts";

/** A control that waits longer for an engine that is away hangs. */
const AWAY_LIMIT_SECONDS = 120;
const DAYS_LATER = 60;
const MOST_FORGOTTEN = 60;
const MOST_CONTROLS = 60;

type Run = (environment?: Readonly<Record<string, string>>, limitSeconds?: number) => Promise<QualityRun>;

export const quality: Phase<"quality"> = {
  part: "quality",
  world: "live",
  async observe(world, context) {
    const { commands } = context;
    if (!commands.has("quality")) {
      throw new SubmissionFault({
        fr: "submission.yaml ne donne pas de commande quality.",
        en: "submission.yaml names no quality command.",
      });
    }
    // A template database has no guests.
    await context.service.stop();
    const run: Run = async (environment = {}, limitSeconds) => {
      const { code, ended, lastWords } = await commands.run("quality", world, {
        environment,
        ...(limitSeconds !== undefined && { limitSeconds }),
      });
      return readReport(await commands.output("quality.json"), code, ended, lastWords);
    };
    const clean = await run();
    const observed: Quality = { clean, clone: null, rows: 0, cases: [] };
    // Where the sound run gives nothing, a damaged one says nothing either.
    if (clean.problem !== null) return observed;
    if (engineParts(context.submission).relational && world.connections.postgres.ownerUrl !== "") {
      Object.assign(observed, await observeClone(world, run));
      for (const one of damageCases(forgottenOf(world.truth()))) {
        observed.cases.push(await observeDamage(world, context, one, run));
      }
    }
    observed.cases.push(await observeLater(world, run), ...(await observeOutages(world, run)));
    observed.cases.push(await observeGrownSources(world, run));
    return observed;
  },
};

function readReport(
  output: unknown,
  code: number | null,
  ended: QualityRun["ended"],
  lastWords: string,
): QualityRun {
  const parsed = QualityReport.safeParse(output);
  if (parsed.success) {
    const controls = parsed.data.controls.slice(0, 500).map((control) => ({
      name: readable(control.name),
      class: control.class,
      subject: readable(control.subject),
      violations: control.violations,
    }));
    return { code, ended, problem: null, controls };
  }
  const words = lastWords.split("\n").at(-1) ?? "";
  const problem =
    output === undefined
      ? `no OUTPUT_DIR/quality.json; last words: ${words}`
      : `quality.json: ${parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`;
  return { code, ended, problem: readable(problem).slice(0, 500), controls: [] };
}

/** Of a damaged store only what is violated tells something. */
const violatedOf = (run: QualityRun): QualityRun => ({
  ...run,
  controls: run.controls.filter(({ violations }) => violations > 0).slice(0, MOST_CONTROLS),
});

const forgottenOf = (truth: Truth): string[] => {
  const keys: string[] = [];
  for (const key of truth.forgotten()) {
    keys.push(key);
    if (keys.length === MOST_FORGOTTEN) break;
  }
  return keys;
};

/** A database that nobody has damaged is as sound under another name: one that says otherwise is not looking. */
async function observeClone(world: ExamWorld, run: Run): Promise<Pick<Quality, "clone" | "rows">> {
  const clone = await cloneDatabase(world.connections);
  try {
    let rows = 0;
    const inspector = await openInspector(clone.connections, { mayWrite: true });
    try {
      for (const view of ["products", "orders", "reviews"]) {
        const [row] = await inspector.all(`SELECT count(*) FROM lab.${view}`).catch(() => []);
        rows += Number(row?.[0] ?? 0);
      }
    } finally {
      await inspector.close();
    }
    return { clone: await run(clone.environment), rows };
  } finally {
    await clone.drop();
  }
}

async function observeDamage(
  world: ExamWorld,
  { submission }: PhaseContext,
  one: DamageCase,
  run: Run,
): Promise<QualityCase> {
  const { class: of, subjects, touched, what } = one;
  const clone = await cloneDatabase(world.connections);
  try {
    const { refused, applied } = await withInspector(clone, (inspector) =>
      damage(inspector, one, submission.entities),
    );
    const isRefusedToAll = refused && (await isRefusedToWriters(world, one, submission.entities));
    const seen = { class: of, subjects: [...subjects], touched: [...touched], what, refused: isRefusedToAll };
    if (!applied) return { ...seen, done: "impossible", run: null };
    return { ...seen, done: "injected", run: violatedOf(await run(clone.environment)) };
  } finally {
    await clone.drop();
  }
}

async function withInspector<T>(
  clone: DatabaseClone,
  work: (inspector: Inspector) => Promise<T>,
): Promise<T> {
  const inspector = await openInspector(clone.connections, { mayWrite: true });
  try {
    return await work(inspector);
  } finally {
    await inspector.close();
  }
}

type Entities = PhaseContext["submission"]["entities"];

/** As the tables are; whatever comes of it is undone. */
async function isRefused(session: SqlSession, { damages }: DamageCase, entities: Entities): Promise<boolean> {
  const guarded = createDamager(session, entities);
  return session.undone(async () => {
    for (const one of damages) if (await guarded.apply(one)) return false;
    return damages.length > 0;
  });
}

/**
 * A trigger may refuse whoever is a stranger, or whatever is done to a copy: what is refused to us there must be refused to those
 * who load, in the original.
 */
async function isRefusedToWriters(world: ExamWorld, one: DamageCase, entities: Entities): Promise<boolean> {
  const writers = await openWriters(world);
  try {
    for (const writer of writers) if (!(await isRefused(writer, one, entities))) return false;
    return writers.length > 0;
  } finally {
    for (const writer of writers) await writer.close();
  }
}

/** First as the tables are, undone; then with nothing in its way. */
async function damage(
  inspector: Inspector,
  one: DamageCase,
  entities: Entities,
): Promise<{ refused: boolean; applied: boolean }> {
  const refused = await isRefused(inspector, one, entities);
  const { damages } = one;
  await inspector.all("BEGIN");
  const free = createDamager(inspector, entities);
  for (const { view } of damages) await free.unguard(view);
  let applied = false;
  for (const each of damages) applied = (await free.apply(each)) || applied;
  await inspector.all("COMMIT");
  return { refused, applied };
}

/** The same stores, two months later. */
async function observeLater(world: ExamWorld, run: Run): Promise<QualityCase> {
  let latest = "";
  for (const { written_at } of world.truth().rows("reviews")) if (written_at > latest) latest = written_at;
  const now = new Date(Date.parse(latest) + DAYS_LATER * 86_400_000).toISOString();
  return {
    class: "freshness",
    subjects: [],
    touched: [],
    what: `NOW=${now}, ${DAYS_LATER} days after the last review`,
    done: "injected",
    refused: null,
    run: violatedOf(await run({ [STAGE_ENVIRONMENT.now]: now })),
  };
}

/** What candidates call an engine. */
const CALLED: Readonly<Record<EngineName, readonly string[]>> = {
  postgres: ["postgres", "postgresql", "relational"],
  mongo: ["mongo", "mongodb", "document", "ferretdb"],
  neo4j: ["neo4j", "graph"],
  kafka: ["kafka", "log"],
};

async function observeOutages(world: ExamWorld, run: Run): Promise<QualityCase[]> {
  const { postgres, mongo, neo4j } = world.connections;
  const there: EngineName[] = [
    ...(postgres.ownerUrl === "" ? [] : ["postgres" as const]),
    ...(mongo.url === "" ? [] : ["mongo" as const]),
    ...(neo4j.url === "" ? [] : ["neo4j" as const]),
  ];
  const cases: QualityCase[] = [];
  for (const engine of there) {
    await world.stopEngine(engine);
    try {
      cases.push({
        class: "availability",
        subjects: [...CALLED[engine]],
        touched: [],
        what: `${engine} stopped`,
        done: "injected",
        refused: null,
        run: violatedOf(await run({}, AWAY_LIMIT_SECONDS)),
      });
    } finally {
      await world.startEngine(engine);
    }
  }
  return cases;
}

/** The sources have more than the stores: the next collection brings it. */
async function observeGrownSources(world: ExamWorld, run: Run): Promise<QualityCase> {
  const tick = await world.tick();
  return {
    class: "completeness",
    subjects: ["sources"],
    touched: [],
    what: `tick ${tick} not collected yet`,
    done: "injected",
    refused: null,
    run: violatedOf(await run()),
  };
}
