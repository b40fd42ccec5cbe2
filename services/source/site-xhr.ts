// What the site's pages fetch for themselves: further reviews, and the facts of a seller.
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import type { ReviewsPageJson } from "@atelier/contracts/source.ts";
import { answer } from "./answer.ts";
import { REVIEWS_IN_PAGE } from "./pages/product.ts";
import { sellerFacts } from "./pages/seller.ts";
import type { MakeResource, ResourceCache } from "./resource.ts";
import { sellerToken } from "./seller-token.ts";
import { pageNumber, type SendError } from "./server.ts";
import type { Shelves } from "./shelves.ts";

interface XhrDeps {
  readonly shelves: Shelves;
  readonly cache: ResourceCache;
  readonly make: MakeResource;
  readonly sendError: SendError;
}

const JSON_TYPE = "application/json; charset=utf-8";
const REVIEWS_A_PAGE = 20;

export function addSiteXhr(
  app: FastifyInstance,
  { shelves, cache, make, sendError }: XhrDeps,
  grainOf: (sellerId: string) => string,
): void {
  interface ReviewsRoute {
    Params: { reference: string };
    Querystring: { page?: unknown };
  }
  const reviewsOptions = { config: { pathClass: "xhr-reviews" } };
  app.get<ReviewsRoute>("/xhr/produits/:reference/avis", reviewsOptions, (request, reply) => {
    const { reference } = request.params;
    const total = shelves.reviewCount(reference);
    const number = pageNumber(request.query.page);
    if (total === null || number === null) return sendError(reply, 404);
    const start = REVIEWS_IN_PAGE + (number - 1) * REVIEWS_A_PAGE;
    const end = start + REVIEWS_A_PAGE;
    const render = () => {
      const suivante = end < total ? number + 1 : null;
      const body: z.infer<typeof ReviewsPageJson> = {
        avis: shelves.reviews(reference, start, end),
        suivante,
      };
      return make(JSON_TYPE, JSON.stringify(body), null);
    };
    // Pages past the end are without number, all alike, and not worth remembering.
    const page = start < total ? cache(`reviews ${reference} ${number} ${total}`, render) : render();
    return answer(request, reply, page);
  });

  interface SellerRoute {
    Params: { id: string };
    Querystring: { jeton?: unknown };
  }
  const sellerOptions = { config: { pathClass: "xhr-seller" } };
  app.get<SellerRoute>("/xhr/vendeurs/:id", sellerOptions, (request, reply) => {
    const seller = shelves.sellers.get(request.params.id);
    if (!seller) return sendError(reply, 404);
    const token = sellerToken(seller.sellerId, grainOf(seller.sellerId));
    if (request.query.jeton !== token) return sendError(reply, 403);
    return answer(request, reply, make(JSON_TYPE, JSON.stringify(sellerFacts(seller)), seller.lastModified));
  });
}
