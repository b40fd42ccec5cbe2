// What the source shows at this moment: the world's listing, indexed by the addresses of pages, and moved on by ticks.
// Pages are small objects; reviews, orders and events are kept as the bytes that will be sent.
import type {
  Delta,
  ListedCertification,
  ListedEvent,
  ListedFile,
  ListedProductPage,
  ListedReview,
  ListedSeller,
  World,
} from "@atelier/world/listing.ts";
import { createByteLog, type ByteLog } from "./byte-log.ts";
import { eventFrame, orderJson, reviewJson, type ReviewBody } from "./displayed-json.ts";

export interface ProductEntry {
  page: ListedProductPage;
  /** Later than the page's own when its reviews have changed since. */
  modified: Date;
}

export interface CategoryEntry {
  readonly slug: string;
  readonly name: string;
  readonly products: ProductEntry[];
  modified: Date;
}

export interface Shelves {
  /** The world's time: what clocks and headers of the source say. */
  readonly now: Date;
  readonly tick: number;
  readonly sellers: ReadonlyMap<string, ListedSeller>;
  readonly categories: ReadonlyMap<string, CategoryEntry>;
  readonly certifications: readonly ListedCertification[];
  /** By path, without a leading slash. */
  readonly files: ReadonlyMap<string, ListedFile>;
  /** Paths by file id. */
  readonly filePaths: ReadonlyMap<string, string>;
  readonly orders: ByteLog;
  /** Frames of the event stream; entry 0 has id 1. */
  readonly events: ByteLog;
  product(category: string, slug: string): ProductEntry | undefined;
  /** Null for a reference that no page has. */
  reviewCount(reference: string): number | null;
  reviews(reference: string, from: number, to: number): ReviewBody[];
  apply(delta: Delta): void;
}

export function createShelves(world: World): Shelves {
  let now = world.epoch;
  let tick = 0;
  const sellers = new Map<string, ListedSeller>();
  const categories = new Map<string, CategoryEntry>();
  const products = new Map<string, ProductEntry>();
  const byReference = new Map<string, ProductEntry[]>();
  const files = new Map<string, ListedFile>();
  const filePaths = new Map<string, string>();
  const reviewLog = createByteLog();
  const reviewsOf = new Map<string, number[]>();
  const orders = createByteLog();
  const events = createByteLog();

  for (const seller of world.sellers()) sellers.set(seller.sellerId, seller);
  for (const { slug, name } of world.categories) {
    categories.set(slug, { slug, name, products: [], modified: world.epoch });
  }
  for (const page of world.productPages()) addProduct(page);
  for (const category of categories.values()) {
    const times = category.products.map((entry) => entry.modified.getTime());
    if (times.length > 0) category.modified = new Date(Math.max(...times));
  }
  addReviews(world.reviews());
  for (const order of world.orders()) orders.append(JSON.stringify(orderJson(order)));
  for (const event of world.events()) addEvent(event);
  for (const file of world.files()) {
    files.set(file.path, file);
    filePaths.set(file.fileId, file.path);
  }

  function addProduct(page: ListedProductPage): void {
    const entry: ProductEntry = { page, modified: page.lastModified };
    products.set(`${page.category}/${page.slug}`, entry);
    categories.get(page.category)?.products.push(entry);
    const same = byReference.get(page.reference);
    if (same) same.push(entry);
    else byReference.set(page.reference, [entry]);
  }

  /** New reviews follow older ones, in the order of their ids: pages that are full never change. */
  function addReviews(added: Iterable<ListedReview>): ReadonlySet<string> {
    const fresh = new Map<string, { id: string; at: number }[]>();
    for (const review of added) {
      const place = { id: review.reviewId, at: reviewLog.append(JSON.stringify(reviewJson(review))) };
      const list = fresh.get(review.productId);
      if (list) list.push(place);
      else fresh.set(review.productId, [place]);
    }
    for (const [reference, places] of fresh) {
      places.sort((a, b) => (a.id < b.id ? -1 : 1));
      const list = reviewsOf.get(reference) ?? [];
      for (const { at } of places) list.push(at);
      reviewsOf.set(reference, list);
    }
    return new Set(fresh.keys());
  }

  function addEvent(event: ListedEvent): void {
    if (event.seq !== events.length + 1) throw new Error(`event ${event.seq} after event ${events.length}`);
    events.append(eventFrame(event));
  }

  return {
    get now() {
      return now;
    },
    get tick() {
      return tick;
    },
    sellers,
    categories,
    certifications: [...world.certifications()],
    files,
    filePaths,
    orders,
    events,
    product: (category, slug) => products.get(`${category}/${slug}`),
    reviewCount: (reference) => (byReference.has(reference) ? (reviewsOf.get(reference)?.length ?? 0) : null),
    reviews: (reference, from, to) =>
      (reviewsOf.get(reference) ?? [])
        .slice(from, to)
        .map((at) => JSON.parse(reviewLog.get(at).toString()) as ReviewBody),
    apply(delta) {
      now = delta.now;
      tick = delta.tick;
      for (const page of delta.productPages) {
        const entry = products.get(`${page.category}/${page.slug}`);
        if (!entry) throw new Error(`tick ${tick} changes a page that does not exist`);
        entry.page = page;
        entry.modified = page.lastModified;
        const category = categories.get(page.category);
        if (category) category.modified = now;
      }
      for (const reference of addReviews(delta.reviews)) {
        for (const entry of byReference.get(reference) ?? []) entry.modified = now;
      }
      for (const order of delta.orders) orders.append(JSON.stringify(orderJson(order)));
      for (const event of delta.events) addEvent(event);
    },
  };
}
