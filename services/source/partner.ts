// The partner API: orders, objections, files and events, behind a key.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { PARTNER_PATHS } from "@atelier/contracts/source.ts";
import type { ListedObjection, World } from "@atelier/world/listing.ts";
import { answer, isNotModified } from "./answer.ts";
import { objectionJson } from "./displayed-json.ts";
import { createDropFiles } from "./drop-files.ts";
import type { EventStream } from "./event-stream.ts";
import { decodeCursor, DEFAULT_LIMIT, MAX_LIMIT, orderPage } from "./order-pages.ts";
import type { MakeResource, ResourceCache } from "./resource.ts";
import { pageNumber, type SendError } from "./server.ts";
import type { Shelves } from "./shelves.ts";

export interface PartnerDeps {
  readonly world: World;
  readonly shelves: Shelves;
  readonly events: EventStream;
  readonly isPartnerKey: (sent: string | undefined) => boolean;
  readonly cache: ResourceCache;
  readonly make: MakeResource;
  readonly sendError: SendError;
}

const JSON_TYPE = "application/json; charset=utf-8";

export function addPartner(app: FastifyInstance, deps: PartnerDeps): void {
  const { world, shelves, cache, make, sendError } = deps;
  const files = new Map(createDropFiles(world).map((file) => [file.name, file]));

  const authorised = (pathClass: string) => ({
    config: { pathClass },
    onRequest: (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
      const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
      if (deps.isPartnerKey(bearer)) return done();
      reply.header("www-authenticate", "Bearer");
      sendError(reply, 401);
    },
  });

  app.get<{ Querystring: { limite?: unknown; curseur?: unknown } }>(
    PARTNER_PATHS.orders,
    authorised("orders"),
    (request, reply) => {
      const { limite = String(DEFAULT_LIMIT), curseur } = request.query;
      const limit = pageNumber(limite);
      const from = decodeCursor(curseur, shelves.orders.length);
      if (limit === null || limit > MAX_LIMIT || from === null) return sendError(reply, 400);
      const key = `orders ${from} ${limit} ${Math.min(from + limit + 1, shelves.orders.length)}`;
      return answer(
        request,
        reply,
        cache(key, () => make(JSON_TYPE, orderPage(shelves.orders, from, limit), null)),
      );
    },
  );

  app.get(PARTNER_PATHS.objections, authorised("objections"), (request, reply) =>
    answer(
      request,
      reply,
      cache("objections", () => make(JSON_TYPE, objections(world.objections()), null)),
    ),
  );

  app.get(PARTNER_PATHS.files, authorised("files"), async (request, reply) => {
    const fichiers = [];
    for (const file of files.values()) {
      const { bytes, sha256 } = await file.measure();
      fichiers.push({ nom: file.name, octets: bytes, sha256, modifie_le: world.epoch.toISOString() });
    }
    return answer(request, reply, make(JSON_TYPE, JSON.stringify({ fichiers }), null));
  });

  app.get<{ Params: { name: string } }>(
    PARTNER_PATHS.file(":name"),
    authorised("file"),
    async (request, reply) => {
      const file = files.get(request.params.name);
      if (!file) return sendError(reply, 404);
      const { bytes, sha256 } = await file.measure();
      const { etag } = make(file.contentType, sha256, null);
      const lastModified = world.epoch.toUTCString();
      reply.header("etag", etag).header("last-modified", lastModified).header("cache-control", "no-cache");
      if (isNotModified(request, { etag, lastModified })) return reply.code(304).send();
      return reply.header("content-type", file.contentType).header("content-length", bytes).send(file.open());
    },
  );

  app.get(PARTNER_PATHS.events, authorised("events"), (request, reply) => deps.events.open(request, reply));
}

function objections(persons: Iterable<ListedObjection>): string {
  return JSON.stringify({ oppositions: Array.from(persons, objectionJson) });
}
