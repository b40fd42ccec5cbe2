// Holds the document of circuits against what is there, and looks for bad records where the submission says that they go.
import { basename, dirname, join } from "node:path/posix";
import type { ExamWorld, Phase, PhaseContext } from "./phase.ts";
import { declaredParts, namedParts, speaksOf } from "../circuits/document.ts";
import type { Circuits } from "../observations/circuits.ts";
import { everything } from "../stores/everything.ts";
import { openInspector } from "../stores/inspector.ts";
import { openPlainFile, plainFolder } from "../stores/plain-files.ts";
import { StoreRefusal } from "../stores/sql-session.ts";
import { engineParts, openStores } from "../stores/stores.ts";
import { readable } from "../text/readable.ts";

const DOCUMENT_BYTES = 1_000_000;

export const circuits: Phase<"circuits"> = {
  part: "circuits",
  world: "main",
  async observe(world, context) {
    const { submission, folder } = context;
    const text = await readDocument(folder, submission.documentation);
    const said = text ?? "";
    const tables = await existingTables(world, context);
    const named: Circuits["named"] = [];
    for (const { kind, name } of namedParts(said, submission.stores.log?.topics ?? [])) {
      // `requirements.lock` has the form of a table of a schema.
      const exists = (kind === "table" && tables.has(name)) || (await isThere(folder, name));
      named.push({ kind, name: readable(name), exists });
    }
    return {
      file: text === undefined ? null : (submission.documentation ?? null),
      declared: declaredParts(submission).map(({ kind, name }) => ({
        kind,
        name: readable(name),
        isDocumented: speaksOf(said, name),
      })),
      named,
      rejects: await observeRejects(world, context),
    };
  },
};

async function readDocument(folder: string, path: string | undefined): Promise<string | undefined> {
  const file = path === undefined ? undefined : await openOwn(folder, path, DOCUMENT_BYTES);
  if (!file) return undefined;
  try {
    return await file.readFile("utf8");
  } finally {
    await file.close();
  }
}

async function isThere(folder: string, path: string): Promise<boolean> {
  const file = await openOwn(folder, path, Infinity);
  await file?.close();
  return file !== undefined;
}

async function openOwn(folder: string, path: string, maxBytes: number) {
  const place = await plainFolder(folder, dirname(path));
  return place === undefined ? undefined : openPlainFile(join(place, basename(path)), maxBytes);
}

async function existingTables(
  world: ExamWorld,
  { submission }: Pick<PhaseContext, "submission">,
): Promise<ReadonlySet<string>> {
  if (!engineParts(submission).relational) return new Set(Object.values(submission.entities).flat());
  const inspector = await openInspector(world.connections);
  try {
    const rows = await inspector.all(
      `SELECT n.nspname || '.' || c.relname FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm')`,
    );
    return new Set(rows.map(([name]) => name ?? ""));
  } finally {
    await inspector.close();
  }
}

async function observeRejects(world: ExamWorld, context: PhaseContext): Promise<Circuits["rejects"]> {
  const { submission, folder } = context;
  const text = await readDocument(folder, submission.rejects);
  const expected = [...world.truth().rows("rejects")].map(({ pointer, rule }) => ({ pointer, rule }));
  const seen = { places: [] as string[], found: new Set<string>(), withReason: new Set<string>() };
  const look = (row: string) => {
    for (const { pointer, rule } of expected) {
      if (!row.includes(pointer)) continue;
      seen.found.add(`${rule} ${pointer}`);
      if (row.includes(rule)) seen.withReason.add(`${rule} ${pointer}`);
    }
  };
  if (text !== undefined) {
    try {
      if (speaksOf(text, "lab.rejects")) {
        const stores = await openStores(world, context);
        try {
          for await (const row of stores.view("rejects")) look(JSON.stringify(row));
          seen.places.push("lab.rejects");
        } finally {
          await stores.close();
        }
      }
      for await (const { where, rows } of everything(world, context)) {
        const name = where.slice(where.indexOf(" ") + 1);
        if (!isRejectsPlace(text, name)) continue;
        for await (const { bytes } of rows) look(bytes.toString("utf8"));
        seen.places.push(readable(where));
      }
    } catch (error) {
      if (!(error instanceof StoreRefusal)) throw error;
    }
  }
  const missing = expected.find(({ pointer, rule }) => !seen.withReason.has(`${rule} ${pointer}`));
  return {
    file: text === undefined ? null : (submission.rejects ?? null),
    places: seen.places,
    expected: expected.length,
    found: seen.found.size,
    withReason: seen.withReason.size,
    example: missing === undefined ? null : readable(`${missing.rule} ${missing.pointer}`),
  };
}

/** Named whole, as code: a table of customers that a sentence mentions is no place for rejects. */
const isRejectsPlace = (text: string, name: string) => text.includes(`\`${name}\``);
