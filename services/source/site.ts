// The public site: pages, the XHR endpoints behind them, images and documents.
import { createHmac } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { SITE_PATHS } from "@atelier/contracts/source.ts";
import { answer } from "./answer.ts";
import { categoryPage, categoryPageCount, homePage } from "./pages/browse.ts";
import { STYLESHEET } from "./pages/layout.ts";
import { forbiddenAreaPage, termsPage } from "./pages/plain.ts";
import { productPage, REVIEWS_IN_PAGE } from "./pages/product.ts";
import { SELLER_SCRIPT, sellerFacts, sellerShell, sellerToken } from "./pages/seller.ts";
import type { MakeResource, ResourceCache } from "./resource.ts";
import { FORBIDDEN_AREAS, siteRobots } from "./robots.ts";
import { pageNumber, type SendError } from "./server.ts";
import type { Shelves } from "./shelves.ts";
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
const JSON_TYPE = "application/json; charset=utf-8";
const XHR_REVIEWS_A_PAGE = 20;
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  pdf: "application/pdf",
};

export function addSite(app: FastifyInstance, deps: SiteDeps): void {
  const { shelves, epoch, cache, make, sendError } = deps;
  const notFound = (reply: FastifyReply) => sendError(reply, 404);

  const rules = { config: { pathClass: "rules" } };
  app.get(SITE_PATHS.robots, rules, (request, reply) =>
    answer(
      request,
      reply,
      make("text/plain; charset=utf-8", siteRobots(baseUrl(request), deps.rateAnnounced), epoch),
    ),
  );

  const pages = { config: { pathClass: "page" } };
  app.get(SITE_PATHS.sitemap, pages, (request, reply) =>
    answer(
      request,
      reply,
      cache(`sitemap ${request.host} ${shelves.tick}`, () =>
        make("application/xml; charset=utf-8", sitemap(baseUrl(request), shelves, epoch), shelves.now),
      ),
    ),
  );
  app.get("/", pages, (request, reply) =>
    answer(
      request,
      reply,
      cache("/", () => make(HTML, homePage([...shelves.categories.values()]), epoch)),
    ),
  );
  app.get(SITE_PATHS.terms, pages, (request, reply) =>
    answer(
      request,
      reply,
      cache(SITE_PATHS.terms, () => make(HTML, termsPage(documents(shelves)), epoch)),
    ),
  );
  app.get<{ Params: { slug: string }; Querystring: { page?: unknown } }>(
    SITE_PATHS.category(":slug"),
    pages,
    (request, reply) => {
      const category = shelves.categories.get(request.params.slug);
      const number = pageNumber(request.query.page);
      if (!category || number === null || number > categoryPageCount(category)) return notFound(reply);
      const key = `category ${category.slug} ${number} ${category.modified.getTime()}`;
      return answer(
        request,
        reply,
        cache(key, () => make(HTML, categoryPage(category, number), category.modified)),
      );
    },
  );
  app.get<{ Params: { category: string; slug: string } }>(
    SITE_PATHS.product(":category", ":slug"),
    pages,
    (request, reply) => {
      const entry = shelves.product(request.params.category, request.params.slug);
      if (!entry) return notFound(reply);
      const { page, modified } = entry;
      const key = `product ${page.category} ${page.slug} ${modified.getTime()}`;
      return answer(
        request,
        reply,
        cache(key, () =>
          make(
            HTML,
            productPage({
              page,
              categoryName: shelves.categories.get(page.category)?.name ?? page.category,
              sellerName: shelves.sellers.get(page.sellerId)?.name ?? page.sellerId,
              imagePath: shelves.filePaths.get(page.imageFileId ?? "") ?? null,
              reviews: shelves.reviews(page.reference, 0, REVIEWS_IN_PAGE),
              reviewCount: shelves.reviewCount(page.reference) ?? 0,
            }),
            modified,
          ),
        ),
      );
    },
  );

  app.get<{ Params: { reference: string }; Querystring: { page?: unknown } }>(
    "/xhr/produits/:reference/avis",
    { config: { pathClass: "xhr-reviews" } },
    (request, reply) => {
      const { reference } = request.params;
      const total = shelves.reviewCount(reference);
      const number = pageNumber(request.query.page);
      if (total === null || number === null) return notFound(reply);
      const start = REVIEWS_IN_PAGE + (number - 1) * XHR_REVIEWS_A_PAGE;
      const end = start + XHR_REVIEWS_A_PAGE;
      const body = () => ({
        avis: shelves.reviews(reference, start, end),
        suivante: end < total ? number + 1 : null,
      });
      // Pages past the end are all alike, and are not worth remembering.
      if (start >= total) return answer(request, reply, make(JSON_TYPE, JSON.stringify(body()), null));
      const key = `reviews ${reference} ${number} ${total}`;
      return answer(
        request,
        reply,
        cache(key, () => make(JSON_TYPE, JSON.stringify(body()), null)),
      );
    },
  );

  const grainKey = createHmac("sha256", deps.secret).update("grain").digest();
  const grain = (sellerId: string) =>
    createHmac("sha256", grainKey).update(sellerId).digest("hex").slice(0, 12);
  app.get<{ Params: { id: string } }>(SITE_PATHS.seller(":id"), pages, (request, reply) => {
    const seller = shelves.sellers.get(request.params.id);
    if (!seller) return notFound(reply);
    return answer(
      request,
      reply,
      cache(`seller ${seller.sellerId}`, () =>
        make(HTML, sellerShell(seller.sellerId, grain(seller.sellerId)), seller.lastModified),
      ),
    );
  });
  app.get<{ Params: { id: string }; Querystring: { jeton?: unknown } }>(
    "/xhr/vendeurs/:id",
    { config: { pathClass: "xhr-seller" } },
    (request, reply) => {
      const seller = shelves.sellers.get(request.params.id);
      if (!seller) return notFound(reply);
      if (request.query.jeton !== sellerToken(seller.sellerId, grain(seller.sellerId))) {
        return sendError(reply, 403);
      }
      return answer(
        request,
        reply,
        make(JSON_TYPE, JSON.stringify(sellerFacts(seller)), seller.lastModified),
      );
    },
  );

  const assets = { config: { pathClass: "rules" } };
  const script = make("text/javascript; charset=utf-8", SELLER_SCRIPT, epoch);
  const stylesheet = make("text/css; charset=utf-8", STYLESHEET, epoch);
  app.get("/statique/vendeur.js", assets, (request, reply) => answer(request, reply, script));
  app.get("/statique/site.css", assets, (request, reply) => answer(request, reply, stylesheet));

  for (const folder of ["medias", "documents"]) {
    app.get<{ Params: { "*": string } }>(
      `/${folder}/*`,
      { config: { pathClass: folder } },
      (request, reply) => {
        const path = `${folder}/${request.params["*"]}`;
        const file = shelves.files.get(path);
        if (!file) return notFound(reply);
        const type = MEDIA_TYPES[path.split(".").at(-1) ?? ""] ?? "application/octet-stream";
        return answer(
          request,
          reply,
          cache(`file ${path}`, () => make(type, Buffer.from(file.bytes()), file.lastModified)),
        );
      },
    );
  }

  for (const [path, title] of Object.entries(FORBIDDEN_AREAS)) {
    const page = make(HTML, forbiddenAreaPage(title), null);
    const area = { config: { pathClass: "forbidden" } };
    app.get(path, area, (request, reply) => answer(request, reply, page));
    app.get(`${path}/*`, area, (request, reply) => answer(request, reply, page));
  }
}

function baseUrl(request: FastifyRequest): string {
  return `http://${request.host}`;
}

function documents(shelves: Shelves) {
  return [...shelves.files.values()].filter(({ path }) => path.startsWith("documents/"));
}
