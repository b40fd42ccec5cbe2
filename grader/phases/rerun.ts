// Loads the live world twice: once more with nothing new, then after it has grown. What a second load does is told by the rows
// that the engine has written anew.
import { VIEW_KEYS, type ViewName } from "@atelier/contracts/views.ts";
import type { Rerun } from "../observations/rerun.ts";
import { show } from "../stores/compare-columns.ts";
import { openInspector } from "../stores/inspector.ts";
import { StoreRefusal } from "../stores/sql-session.ts";
import { engineParts, openStores } from "../stores/stores.ts";
import { keyOf } from "../verify/compare.ts";
import { SubmissionFault, type ExamWorld, type Phase, type PhaseContext } from "./phase.ts";

/** Those that a tick adds to, and others that it leaves alone. */
const LOOKED_AT = ["products", "customers", "orders", "order_lines", "reviews", "prices", "labels"] as const;
const GROWING = ["orders", "order_lines", "reviews", "prices"] as const satisfies readonly ViewName[];

type Contents = ReadonlyMap<ViewName, ReadonlyMap<string, readonly string[]>>;

/** The world has been set up and loaded once. */
export const rerun: Phase<"rerun"> = {
  part: "rerun",
  world: "live",
  async observe(world, context) {
    const { commands, submission, seen } = context;
    if (!commands.has("load")) {
      throw new SubmissionFault({
        fr: "submission.yaml ne donne pas de commande load.",
        en: "submission.yaml names no load command.",
      });
    }
    const first = await readContents(world, context);
    const firstRows = await readVersions(world, context);
    const second = await commands.run("load", world);
    const again = await readContents(world, context);
    const againRows = await readVersions(world, context);
    const observed: Rerun = {
      declared: submission.loading ?? null,
      again: {
        code: second.code,
        views: LOOKED_AT.map((view) => compareView(view, first, again)),
        physical: survivors(firstRows, againRows),
      },
      grown: null,
    };
    // Supplied records do not grow.
    if (seen.preparation?.restarts.includes("load")) return observed;
    const before = keysOfTruth(world);
    await world.tick();
    const added = [...keysOfTruth(world)].filter((key) => !before.has(key));
    await commands.run("collect", world);
    const third = await commands.run("load", world);
    const grown = await readContents(world, context);
    const present = new Set(
      GROWING.flatMap((view) => [...(grown.get(view) ?? new Map()).keys()].map((key) => `${view} ${key}`)),
    );
    const absent = added.filter((key) => !present.has(key));
    observed.grown = {
      code: third.code,
      gained: added.length,
      found: added.length - absent.length,
      example: absent[0] === undefined ? null : show(absent[0]),
      twice: LOOKED_AT.reduce((sum, view) => sum + twiceIn(grown, view), 0),
      physical: survivors(againRows, await readVersions(world, context)),
    };
    return observed;
  },
};

function keysOfTruth(world: ExamWorld): Set<string> {
  const keys = new Set<string>();
  const truth = world.truth();
  for (const view of GROWING) {
    for (const row of truth.rows(view)) keys.add(`${view} ${keyOf(row, VIEW_KEYS[view])}`);
  }
  return keys;
}

/** Rows of each view by key, each as one text. */
async function readContents(world: ExamWorld, context: PhaseContext): Promise<Contents> {
  const stores = await openStores(world, context);
  try {
    const contents = new Map<ViewName, Map<string, string[]>>();
    for (const view of LOOKED_AT) {
      const rows = new Map<string, string[]>();
      contents.set(view, rows);
      try {
        for await (const row of stores.view(view)) {
          const key = keyOf(row, VIEW_KEYS[view]);
          rows.set(key, [...(rows.get(key) ?? []), JSON.stringify(row)]);
        }
      } catch (error) {
        // A view that does not answer has no rows here; that is paid where views are judged.
        if (!(error instanceof StoreRefusal)) throw error;
      }
    }
    return contents;
  } finally {
    await stores.close();
  }
}

const twiceIn = (contents: Contents, view: ViewName): number =>
  [...(contents.get(view)?.values() ?? [])].filter((rows) => rows.length > 1).length;

function compareView(view: ViewName, first: Contents, second: Contents): Rerun["again"]["views"][number] {
  const [before, after] = [rowsOf(first, view), rowsOf(second, view)];
  const appeared = without(after, before);
  const vanished = without(before, after);
  const [example] = [...appeared, ...vanished];
  return {
    view,
    before: before.length,
    after: after.length,
    appeared: appeared.length,
    vanished: vanished.length,
    example: example === undefined ? null : show(example),
  };
}

const rowsOf = (contents: Contents, view: ViewName): string[] =>
  [...(contents.get(view)?.values() ?? [])].flat();

/** As bags: a row that is there twice is to be taken away twice. */
function without(rows: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1);
  return rows.filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  });
}

/** Every row of the tables behind the views, by the transaction that wrote it. Null: an engine that shows none. */
async function readVersions(world: ExamWorld, { submission }: PhaseContext): Promise<Set<string> | null> {
  if (!engineParts(submission).relational || world.connections.postgres.ownerUrl === "") return null;
  const inspector = await openInspector(world.connections);
  try {
    const tables = await inspector.all(
      `WITH RECURSIVE used(oid, depth) AS (
         SELECT c.oid, 0 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = 'lab' AND c.relname = ANY ($1)
         UNION
         SELECT d.refobjid, u.depth + 1 FROM used u JOIN pg_rewrite r ON r.ev_class = u.oid
           JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
           WHERE d.refobjid <> u.oid AND u.depth < 20)
       SELECT DISTINCT format('%I.%I', n.nspname, c.relname) FROM used u JOIN pg_class c ON c.oid = u.oid
         JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'pg_catalog'`,
      [[...LOOKED_AT]],
    );
    const versions = new Set<string>();
    for (const [table] of tables) {
      for await (const row of inspector.rows(`SELECT tableoid, ctid, xmin FROM ${table}`)) {
        versions.add(row.join(" "));
      }
    }
    return versions;
  } finally {
    await inspector.close();
  }
}

function survivors(before: Set<string> | null, after: Set<string> | null): Rerun["again"]["physical"] {
  if (!before || !after) return null;
  return { before: before.size, untouched: [...before].filter((row) => after.has(row)).length };
}
