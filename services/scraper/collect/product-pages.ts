// Product pages, and what each announces: the other reviews of its product, and its image. What was announced by a page
// that has been acknowledged is remembered until it is fetched.
import type { Mark, Todo } from "../adapters/checkpoint.ts";
import type { Origin } from "../adapters/origin.ts";
import { extractProductPage } from "../extract/products.ts";
import { extractReviewsPage } from "../extract/reviews.ts";
import { pathOf } from "../extract/sitemap.ts";
import { attempt, contextOf, seenAgain, seenPage, sha256, type Collector } from "./collector.ts";
import { collectFile } from "./files.ts";

const CATEGORIES = "/categories/";

/** `<category>/<slug>` of a product page's path; null for another path. */
export function productOf(path: string): string | null {
  const match = /^\/categories\/([^/?]+\/[^/?]+)$/.exec(path);
  return match?.[1] ?? null;
}

export interface ProductRound {
  readonly site: Origin;
  readonly collector: Collector;
  /** References whose reviews and image some page of this round has taken on: two pages may show one product. */
  readonly claimed: Set<string>;
}

/** True when all of it was collected. */
export async function collectProductPage(
  round: ProductRound,
  path: string,
  lastmod: string | null,
): Promise<boolean> {
  let todos: readonly Todo[] = [];
  const isCollected = await attempt(round.collector, "catalogue-pages", async () => {
    todos = await fetchProductPage(round, path, lastmod);
  });
  const done = await Promise.all(todos.map((todo) => collectTodo(round, todo)));
  return isCollected && done.every(Boolean);
}

async function fetchProductPage(
  { site, collector, claimed }: ProductRound,
  path: string,
  lastmod: string | null,
): Promise<readonly Todo[]> {
  const { checkpoint, publisher, tally } = collector;
  const resource = `site${path}`;
  const seen = checkpoint.page(resource);
  const answer = await site.get(path, { validators: seen });
  tally.advance("catalogue-pages", 1);
  if (answer.status === 304) {
    tally.counts["catalogue-pages"].notModified += 1;
    const mark: Mark = { type: "page", resource, seen: seenAgain(seen, lastmod) };
    await publisher.publish({ source: "catalogue-pages", records: [], deadLetters: [], marks: [mark] });
    return [];
  }
  const context = contextOf(collector, path, sha256(answer.body), answer.headers);
  const page = productOf(path) ?? path.slice(CATEGORIES.length);
  const extracted = extractProductPage(answer.body.toString("utf8"), page, context);
  const isFirst = extracted.reference === null || !claimed.has(extracted.reference);
  if (extracted.reference !== null) claimed.add(extracted.reference);
  const todos = isFirst ? todosOf(site, extracted) : [];
  if (isFirst) {
    tally.advance("review-pages", extracted.reviews.records.length);
    await publisher.publish({ source: "review-pages", ...extracted.reviews, marks: [] });
  }
  await publisher.publish({
    source: "catalogue-pages",
    ...extracted.product,
    marks: [
      { type: "page", resource, seen: seenPage(answer, lastmod) },
      ...todos.map((todo): Mark => ({ type: "todo", todo })),
    ],
  });
  return todos;
}

function todosOf(site: Origin, extracted: ReturnType<typeof extractProductPage>): Todo[] {
  const reviews = extracted.moreReviews === null ? null : pathOf(extracted.moreReviews, site.url);
  const image = extracted.image === null ? null : pathOf(extracted.image.src, site.url);
  return [
    ...(reviews === null ? [] : [{ resource: reviews, kind: "reviews" as const, about: "" }]),
    ...(image === null
      ? []
      : [{ resource: image, kind: "media" as const, about: extracted.image?.fileId ?? "" }]),
  ];
}

/** Also for what an earlier run left undone. */
export function collectTodo({ site, collector }: ProductRound, todo: Todo): Promise<boolean> {
  return todo.kind === "reviews"
    ? attempt(collector, "review-pages", () => collectReviews(site, collector, todo.resource))
    : attempt(collector, "media", () =>
        collectFile(site, collector, "media", { path: todo.resource, fileId: todo.about, lastmod: null }),
      );
}

/** Far beyond any product's reviews: a chain of pages that never ends is not followed for ever. */
const MAX_REVIEW_PAGES = 10_000;

/** XHR pages one after the other; a full one never changes, so that most are 304 when reviews are added. */
async function collectReviews(site: Origin, collector: Collector, firstPath: string): Promise<void> {
  const { checkpoint, publisher, tally } = collector;
  let path: string | null = firstPath;
  for (let count = 0; path !== null && count < MAX_REVIEW_PAGES; count += 1) {
    const resource = `site${path}`;
    const seen = checkpoint.page(resource);
    const answer = await site.get(path, { validators: seen });
    let next: string | null;
    if (answer.status === 304) {
      tally.counts["review-pages"].notModified += 1;
      next = seen?.next ?? null;
      await publisher.publish({
        source: "review-pages",
        records: [],
        deadLetters: [],
        marks: moveTodo(path, next),
      });
    } else {
      const context = contextOf(collector, path, sha256(answer.body), answer.headers);
      const { next: nextPage, ...extracted } = extractReviewsPage(answer.body.toString("utf8"), context);
      next = nextPage === null ? null : withPage(path, nextPage);
      tally.advance("review-pages", extracted.records.length);
      await publisher.publish({
        source: "review-pages",
        ...extracted,
        marks: [{ type: "page", resource, seen: seenPage(answer, null, next) }, ...moveTodo(path, next)],
      });
    }
    path = next;
  }
}

function moveTodo(from: string, to: string | null): Mark[] {
  const done: Mark = { type: "done", resource: from };
  if (to === null) return [done];
  return [done, { type: "todo", todo: { resource: to, kind: "reviews", about: "" } }];
}

function withPage(path: string, page: number): string {
  const [pathname, query] = path.split("?");
  const parameters = new URLSearchParams(query);
  parameters.set("page", String(page));
  return `${pathname}?${parameters.toString()}`;
}
