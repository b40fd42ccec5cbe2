// A world's files and a truth's rows, made once and shown many times: making them is most of what a test would wait for.
import { VIEWS, type ViewName, type ViewRow } from "@atelier/contracts/views.ts";
import type { World } from "@atelier/world/listing.ts";
import type { Truth } from "@atelier/world/truth.ts";

export function keepFiles(world: World): World {
  const files = [...world.files()].map((file) => {
    const bytes = file.bytes();
    return { ...file, bytes: () => bytes };
  });
  return { ...world, files: () => files };
}

export function keepTruth(truth: Truth): Truth {
  const rows = new Map<ViewName, unknown[]>();
  for (const view of Object.keys(VIEWS) as ViewName[]) rows.set(view, [...truth.rows(view)]);
  return {
    sources: truth.sources,
    rawIds: again(truth.rawIds()),
    rows: <V extends ViewName>(view: V) => rows.get(view) as ViewRow<V>[],
    reviewTexts: again(truth.reviewTexts()),
    documentTexts: again(truth.documentTexts()),
    defects: again(truth.defects()),
    fraud: again(truth.fraud()),
    canaries: again(truth.canaries()),
    forgotten: again(truth.forgotten()),
  };
}

function again<T>(items: Iterable<T>): () => T[] {
  const kept = [...items];
  return () => kept;
}
