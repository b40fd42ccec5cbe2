// Making things when first asked for, and keeping what was made last.

export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Blocks that were made last are kept, so that several passes over a small world make it once. */
const KEPT = 12;

/** `make`, remembering its latest results: memory stays bounded whatever the number of blocks. */
export function keepLatest<T>(make: (index: number) => T): (index: number) => T {
  const kept = new Map<number, T>();
  return (index) => {
    const known = kept.has(index) ? kept.get(index)! : make(index);
    kept.delete(index);
    kept.set(index, known);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    return known;
  };
}
