// A small world that the tests share, with what can be read off its display.
import { createTruth } from "./create-truth.ts";
import { secretFromSeed } from "./draws.ts";
import type { Drift, World } from "./listing.ts";
import type { Truth } from "./truth.ts";
import { createWorld } from "./world.ts";

export const SECRET = secretFromSeed("example");
const EXAMPLE_SCALE = 0.1;
export const PSEUDONYM_KEY = "example-key";

export const exampleWorld = (): World => createWorld({ secret: SECRET, scale: EXAMPLE_SCALE });
export const exampleTruth = (ticks = 0, drifts: readonly Drift[] = []): Truth =>
  createTruth({ secret: SECRET, scale: EXAMPLE_SCALE, pseudonymKey: PSEUDONYM_KEY, ticks, drifts });

const latin1 = (chunks: Iterable<Uint8Array>): string => Buffer.concat([...chunks]).toString("latin1");
const utf8 = (chunks: Iterable<Uint8Array>): string => Buffer.concat([...chunks]).toString("utf8");
const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

export const DISPLAYED = {
  customerLines: (world: World): string[][] =>
    latin1(world.customersCsv())
      .trimEnd()
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(";")),
  priceLines: (world: World): string[] => utf8(world.pricesJsonl()).trimEnd().split("\n"),
  labelLines: (world: World): string[][] =>
    utf8(world.labelsCsv())
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => line.split(";")),
  reviewsOf: (world: World) => [
    ...world.reviews(),
    ...[...world.events()].flatMap((one) => (one.type === "review" ? [one.review] : [])),
  ],
  /** Identifiers as displayed, each once (records may be displayed twice). */
  idsOf: (world: World): Record<string, string[]> => ({
    sellers: [...world.sellers()].map((one) => one.sellerId),
    products: distinct([...world.productPages()].map((one) => one.reference)),
    reviews: distinct(DISPLAYED.reviewsOf(world).map((one) => one.reviewId)),
    orders: distinct([...world.orders()].map((one) => one.orderId)),
    customers: distinct(DISPLAYED.customerLines(world).map((one) => one[0]!)),
    labels: DISPLAYED.labelLines(world).map((one) => one[0]!),
    files: [...world.files()].map((one) => one.fileId),
    pages: [...world.productPages()].map((one) => one.slug.slice(-4)),
  }),
};
