// Reads the raw layer of the main world and holds the ids of each source and kind against those that the sources gave.
import type { Truth } from "@atelier/world/truth.ts";
import type { Collected } from "../observations/collected.ts";
import type { Privacy } from "../observations/privacy.ts";
import { show } from "../stores/compare-columns.ts";
import { readRawLayer, type SeenRawRecord } from "../stores/raw-layer.ts";
import { StoreRefusal } from "../stores/sql-session.ts";
import type { Phase } from "./phase.ts";

const EXAMPLES = 5;

export const collected: Phase<"collected"> = {
  part: "collected",
  world: "main",
  observe: (world, { submission, folder, commands }) =>
    observeCollected(world.truth(), readRawLayer(world, { layer: submission.raw, folder, commands })),
};

export async function observeCollected(
  truth: Pick<Truth, "rawIds">,
  records: AsyncIterable<SeenRawRecord>,
): Promise<Collected> {
  const found = new Map<string, Set<string>>();
  let count = 0;
  let unreadable: string | null = null;
  try {
    for await (const { source, kind, id } of records) {
      count += 1;
      const place = `${source} ${kind}`;
      found.set(place, (found.get(place) ?? new Set<string>()).add(canonicalId(kind, id)));
    }
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    unreadable = error.message;
  }
  const ids = [...truth.rawIds()];
  const places = Map.groupBy(ids, ({ source, kind }) => `${source} ${kind}`);
  const kinds: Collected["kinds"] = [];
  for (const [place, of] of places) {
    const { source, kind } = of[0]!;
    // Who asks to be forgotten is told by whom is forgotten: to keep the asking is nobody's duty.
    if (kind === "erasures") continue;
    const held = found.get(place) ?? new Set<string>();
    const wanted = new Set<string>();
    const tolerated = new Set<string>();
    let unreadableLines = 0;
    for (const { id, state } of of) {
      const key = canonicalId(kind, id);
      if (state === "kept") wanted.add(key);
      else tolerated.add(key);
      if (state === "unreadable") unreadableLines += 1;
    }
    const missing = [...wanted].filter((id) => !held.has(id));
    // Lines that nobody can read may be kept under any name.
    const extra = [...held].filter((id) => !wanted.has(id) && !tolerated.has(id)).slice(unreadableLines);
    kinds.push({
      source,
      kind,
      expected: wanted.size,
      found: wanted.size - missing.length + extra.length,
      right: wanted.size - missing.length,
      missing: missing.slice(0, EXAMPLES),
      extra: extra.slice(0, EXAMPLES).map(show),
    });
  }
  return { records: count, unreadable, kinds };
}

/** Records of persons who must have been forgotten, once the stores are loaded. */
export async function findGone(
  truth: Pick<Truth, "rawIds">,
  records: AsyncIterable<SeenRawRecord>,
): Promise<Privacy["raw"]> {
  const gone = new Set<string>();
  for (const { source, kind, id, state } of truth.rawIds()) {
    // A label names no person: whether it may stay is a matter of its review.
    if (state === "gone" && kind !== "labels") gone.add(`${source} ${kind} ${canonicalId(kind, id)}`);
  }
  const kept = new Set<string>();
  for await (const { source, kind, id } of records) {
    const name = `${source} ${kind} ${canonicalId(kind, id)}`;
    if (gone.has(name)) kept.add(name);
  }
  return { known: gone.size, kept: kept.size, examples: [...kept].slice(0, EXAMPLES) };
}

/** One text for one id: composed Unicode, no space around, and of a price record the instant however it is written. */
export function canonicalId(kind: string, id: string): string {
  const text = id.normalize("NFC").trim();
  if (kind !== "prices") return text;
  const cut = text.lastIndexOf("~");
  const at = text.slice(cut + 1);
  const instant = /^\d+$/.test(at) ? Number(at) : Date.parse(at);
  return cut < 0 || Number.isNaN(instant) ? text : `${text.slice(0, cut)}~${instant}`;
}
