// The raw layer where the submission says it is: every record's source, kind and natural id, and its bytes.
import { constants } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { escapeIdentifier } from "pg";
import { KINDS } from "@atelier/contracts/kinds.ts";
import type { RawLayer } from "@atelier/contracts/submission.ts";
import type { Commands, ExamWorld } from "../phases/phase.ts";
import { parseLines } from "./asked.ts";
import { bytesOf, findCollection, openDocumentStore, valueAt } from "./documents.ts";
import { openInspector } from "./inspector.ts";
import { StoreRefusal } from "./sql-session.ts";

export interface SeenRawRecord {
  readonly source: string;
  readonly kind: string;
  readonly id: string;
  readonly bytes: number;
}

export interface RawPlace {
  readonly layer: RawLayer;
  /** The submission's files. */
  readonly folder: string;
  readonly commands: Pick<Commands, "ask">;
}

const MAX_LINE_BYTES = 4 * 1024 * 1024;
const MAX_FILE_BYTES = 2 * 1024 ** 3;

/** @throws StoreRefusal when it cannot be read */
export async function* readRawLayer(world: ExamWorld, place: RawPlace): AsyncIterable<SeenRawRecord> {
  const { layer } = place;
  switch (layer.in) {
    case "document":
      yield* fromDocuments(world, layer);
      return;
    case "relational":
      yield* fromTable(world, layer);
      return;
    case "files":
      yield* fromFiles(place.folder, layer.folder);
      return;
    default: {
      const run = await place.commands.ask(layer.command, world, "");
      if (run.code !== 0) throw new StoreRefusal(`the command ended with ${run.code}: ${run.stderr}`);
      for (const row of parseLines(run.stdout))
        yield recordOf(row, DEFAULT_PATHS, JSON.stringify(row).length);
    }
  }
}

const DEFAULT_PATHS = { source: "source", kind: "kind", id: "id" } as const;

function recordOf(
  value: unknown,
  paths: { readonly source: string; readonly kind: string; readonly id: string },
  bytes: number,
): SeenRawRecord {
  const text = (path: string) => {
    const found = valueAt(value, path);
    return typeof found === "string" || typeof found === "number" ? String(found) : "";
  };
  return { source: text(paths.source), kind: text(paths.kind), id: text(paths.id), bytes };
}

async function* fromDocuments(
  world: ExamWorld,
  layer: Extract<RawLayer, { in: "document" }>,
): AsyncIterable<SeenRawRecord> {
  if (world.connections.mongo.url === "") throw new StoreRefusal("no document engine is declared");
  const store = await openDocumentStore(world.connections.mongo.url);
  try {
    const place = await findCollection(store, layer.collection);
    if (!place) throw new StoreRefusal(`there is no collection ${layer.collection}`);
    for await (const one of store.documents(place)) yield recordOf(one, layer, bytesOf(one).length);
  } finally {
    await store.close();
  }
}

async function* fromTable(
  world: ExamWorld,
  layer: Extract<RawLayer, { in: "relational" }>,
): AsyncIterable<SeenRawRecord> {
  const [schema = "", table, ...more] = layer.table.split(".");
  if (table === undefined || more.length > 0) throw new StoreRefusal(`${layer.table} is not schema.table`);
  const inspector = await openInspector(world.connections);
  try {
    const sql = `SELECT ${[layer.source, layer.kind, layer.id].map(asText).join(", ")},
      pg_catalog.octet_length(pg_catalog.format('%s', t.*)) FROM ${escapeIdentifier(schema)}.${escapeIdentifier(table)} t`;
    for await (const [source, kind, id, bytes] of inspector.rows(sql)) {
      yield { source: source ?? "", kind: kind ?? "", id: id ?? "", bytes: Number(bytes ?? 0) };
    }
  } finally {
    await inspector.close();
  }
}

const asText = (name: string) =>
  `pg_catalog."left"(pg_catalog.format('%s', t.${escapeIdentifier(name)}), 1000)`;

/** Plain files of the submission's own folder alone: no link is followed. */
async function* fromFiles(root: string, folder: string): AsyncIterable<SeenRawRecord> {
  for (const file of await rawFiles(root, folder)) {
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = await handle.stat();
      if (!stats.isFile() || stats.size > MAX_FILE_BYTES)
        throw new StoreRefusal(`${folder} has no plain file of a bounded size`);
      for await (const line of createInterface({ input: handle.createReadStream({ autoClose: false }) })) {
        if (line.trim() === "") continue;
        if (line.length > MAX_LINE_BYTES) throw new StoreRefusal("a line of the raw layer is too long");
        const [value] = parseLines(line);
        yield recordOf(value, DEFAULT_PATHS, line.length);
      }
    } finally {
      await handle.close();
    }
  }
}

/** @returns the `<kind>.jsonl` files of the declared folder that are there. @throws StoreRefusal for a folder that leads out */
export async function rawFiles(root: string, folder: string): Promise<string[]> {
  const parts = folder.split(/[\\/]/).filter((part) => part !== "" && part !== ".");
  if (folder.startsWith("/") || parts.includes(".."))
    throw new StoreRefusal(`${folder} is not in the submission`);
  // Step by step, so that no part of the way is a link to elsewhere.
  let at = root;
  for (const part of parts) {
    const entries = await readdir(at, { withFileTypes: true }).catch(() => []);
    if (!entries.some((entry) => entry.name === part && entry.isDirectory()))
      throw new StoreRefusal(`there is no folder ${folder}`);
    at = join(at, part);
  }
  const entries = await readdir(at, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && KINDS.some((kind) => entry.name === `${kind}.jsonl`))
    .map((entry) => join(at, entry.name));
}
