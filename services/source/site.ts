// The public site: its pages, and beside them the XHR endpoints (site-xhr.ts) and files (site-files.ts).
import type { FastifyInstance, FastifyRequest } from "fastify";
import { SITE_PATHS } from "@atelier/contracts/source.ts";
import { answer } from "./answer.ts";
import { categoryPage, categoryPageCount, homePage } from "./pages/browse.ts";
import { forbiddenAreaPage, termsPage } from "./pages/plain.ts";
import { productPage, REVIEWS_IN_PAGE } from "./pages/product.ts";
import { sellerShell } from "./pages/seller.ts";
import type { MakeResource, ResourceCache } from "./resource.ts";
import { FORBIDDEN_AREAS, siteRobots } from "./robots.ts";
import { createSellerGrains } from "./seller-token.ts";
import { pageNumber, type SendError } from "./server.ts";
import type { ProductEntry, Shelves } from "./shelves.ts";
import { addSiteFiles } from "./site-files.ts";
import { addSiteXhr } from "./site-xhr.ts";
import { sitemap } from "./sitemap.ts";

export interface SiteDeps {
  readonly shelves: Shelves;
  readonly epoch: Date;
  readonly secret: Buffer;
  readonly rateAnnounced: boolean;
  readonly cache: ResourceCache;
  readonly make: MakeResource;
  readonly sendError: SendError;
}

const HTML = "text/html; charset=utf-8";

export function addSite(app: FastifyInstance, deps: SiteDeps): void {
  const { shelves, epoch, cache, make, sendError } = deps;
  const grainOf = createSellerGrains(deps.secret);
  const options = { config: { pathClass: "page" } };

  // A failing robots.txt would forbid the whole site.
  app.get(SITE_PATHS.robots, { config: { pathClass: "spared" } }, (request, reply) => {
    const text = siteRobots(baseUrl(request), deps.rateAnnounced);
    return answer(request, reply, make("text/plain; charset=utf-8", text, epoch));
  });
  app.get(SITE_PATHS.sitemap, options, (request, reply) => {
    const map = cache(`sitemap ${request.host} ${shelves.tick}`, () =>
      make("application/xml; charset=utf-8", sitemap(baseUrl(request), shelves, epoch), shelves.now),
    );
    return answer(request, reply, map);
  });
  app.get("/", options, (request, reply) => {
    const page = cache("home", () => make(HTML, homePage([...shelves.categories.values()]), epoch));
    return answer(request, reply, page);
  });
  app.get(SITE_PATHS.terms, options, (request, reply) => {
    const page = cache("terms", () => make(HTML, termsPage(documents(shelves)), epoch));
    return answer(request, reply, page);
  });

  interface CategoryRoute {
    Params: { slug: string };
    Querystring: { page?: unknown };
  }
  app.get<CategoryRoute>(SITE_PATHS.category(":slug"), options, (request, reply) => {
    const category = shelves.categories.get(request.params.slug);
    const number = pageNumber(request.query.page);
    if (!category || number === null || number > categoryPageCount(category)) return sendError(reply, 404);
    const page = cache(`category ${category.slug} ${number} ${category.modified.getTime()}`, () =>
      make(HTML, categoryPage(category, number), category.modified),
    );
    return answer(request, reply, page);
  });

  interface ProductRoute {
    Params: { category: string; slug: string };
  }
  app.get<ProductRoute>(SITE_PATHS.product(":category", ":slug"), options, (request, reply) => {
    const entry = shelves.product(request.params.category, request.params.slug);
    if (!entry) return sendError(reply, 404);
    const { category, slug } = entry.page;
    const page = cache(`product ${category} ${slug} ${entry.modified.getTime()}`, () =>
      make(HTML, renderProduct(shelves, entry), entry.modified),
    );
    return answer(request, reply, page);
  });

  app.get<{ Params: { id: string } }>(SITE_PATHS.seller(":id"), options, (request, reply) => {
    const seller = shelves.sellers.get(request.params.id);
    if (!seller) return sendError(reply, 404);
    const { sellerId, lastModified } = seller;
    const page = cache(`seller ${sellerId}`, () =>
      make(HTML, sellerShell(sellerId, grainOf(sellerId)), lastModified),
    );
    return answer(request, reply, page);
  });

  for (const [path, title] of Object.entries(FORBIDDEN_AREAS)) {
    const page = make(HTML, forbiddenAreaPage(title), null);
    for (const area of [path, `${path}/*`]) {
      app.get(area, { config: { pathClass: "forbidden" } }, (request, reply) => answer(request, reply, page));
    }
  }

  addSiteXhr(app, deps, grainOf);
  addSiteFiles(app, deps);
}

function renderProduct(shelves: Shelves, { page }: ProductEntry): string {
  return productPage({
    page,
    categoryName: shelves.categories.get(page.category)?.name ?? page.category,
    sellerName: shelves.sellers.get(page.sellerId)?.name ?? page.sellerId,
    imagePath: shelves.filePaths.get(page.imageFileId ?? "") ?? null,
    reviews: shelves.reviews(page.reference, 0, REVIEWS_IN_PAGE),
    reviewCount: shelves.reviewCount(page.reference) ?? 0,
  });
}

function documents(shelves: Shelves) {
  return [...shelves.files.values()].filter(({ path }) => path.startsWith("documents/"));
}

function baseUrl(request: FastifyRequest): string {
  return `http://${request.host}`;
}
