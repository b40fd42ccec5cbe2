// Opaque identifiers of one length per kind: drawn, so that neither their order nor their form says anything.
import { CODE_ALPHABET, type DrawsOf } from "./draws.ts";

export type IdKind =
  | "seller"
  | "product"
  | "image"
  | "review"
  | "order"
  | "customer-record"
  | "account"
  | "device"
  | "document";

const LENGTHS: Readonly<Record<IdKind, number>> = {
  seller: 9,
  product: 9,
  image: 10,
  review: 12,
  order: 12,
  "customer-record": 11,
  account: 11,
  device: 13,
  document: 10,
};

export const identifier = (drawsOf: DrawsOf, kind: IdKind, block: number, item: number, part = 0): string =>
  drawsOf(`id:${kind}`, block, item, part).code(LENGTHS[kind], CODE_ALPHABET);
