// How large a world is, and how it is cut into blocks that can each be made alone, so that memory is bounded by
// a block whatever the scale.

export interface BlockSize {
  readonly sellers: number;
  readonly products: number;
  readonly persons: number;
  readonly reviews: number;
  readonly orders: number;
}

export interface Layout {
  readonly scale: number;
  readonly blocks: number;
  size(block: number): BlockSize;
  /** No block is larger. */
  readonly largest: BlockSize;
}

const AT_SCALE_ONE = { sellers: 60, products: 600, persons: 3000, reviews: 12_000, orders: 20_000 };
const BLOCKS_AT_SCALE_ONE = 12;
/** A smaller world has too few sellers to show every defect of theirs. */
const FEWEST = { sellers: 12, products: 6, persons: 30, reviews: 60, orders: 60 };
const MAX_SCALE = 1000;

const sizeBy = (count: (kind: keyof BlockSize) => number): BlockSize => ({
  sellers: count("sellers"),
  products: count("products"),
  persons: count("persons"),
  reviews: count("reviews"),
  orders: count("orders"),
});

/** @throws RangeError for a scale that is not in (0, 1000]. */
export function layoutOf(scale: number): Layout {
  if (!(scale > 0 && scale <= MAX_SCALE)) {
    throw new RangeError(`scale must be above 0 and at most ${MAX_SCALE}`);
  }
  const blocks = Math.max(1, Math.round(scale * BLOCKS_AT_SCALE_ONE));
  const total = (kind: keyof BlockSize) => Math.max(FEWEST[kind], Math.round(AT_SCALE_ONE[kind] * scale));
  const share = (kind: keyof BlockSize, block: number) =>
    Math.floor((total(kind) * (block + 1)) / blocks) - Math.floor((total(kind) * block) / blocks);
  const most = (kind: keyof BlockSize) => Math.ceil(total(kind) / blocks);
  return {
    scale,
    blocks,
    size: (block) => sizeBy((kind) => share(kind, block)),
    largest: sizeBy(most),
  };
}
