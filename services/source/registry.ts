// The registry of certifications: a second origin with rules of its own.
import type { FastifyInstance } from "fastify";
import { REGISTRY_PATHS } from "@atelier/contracts/source.ts";
import { answer } from "./answer.ts";
import { registryLayout, registryPage, registryPages } from "./pages/registry.ts";
import type { MakeResource } from "./resource.ts";
import { registryRobots } from "./robots.ts";
import { pageNumber, type SendError } from "./server.ts";
import type { Shelves } from "./shelves.ts";

export interface RegistryDeps {
  readonly shelves: Shelves;
  readonly epoch: Date;
  readonly rateAnnounced: boolean;
  readonly make: MakeResource;
  readonly sendError: SendError;
}

export function addRegistry(app: FastifyInstance, deps: RegistryDeps): void {
  const { make, epoch, sendError } = deps;
  const rows = registryPages(deps.shelves.certifications);
  const pages = rows.map((page, index) =>
    make("text/html; charset=utf-8", registryPage(page, index + 1, rows.length), epoch),
  );
  const robots = make("text/plain; charset=utf-8", registryRobots(deps.rateAnnounced), epoch);
  const extracts = make(
    "text/html; charset=utf-8",
    registryLayout("<p>Extraits certifiés : sur demande écrite.</p>"),
    null,
  );

  app.get(REGISTRY_PATHS.robots, { config: { pathClass: "spared" } }, (request, reply) =>
    answer(request, reply, robots),
  );
  app.get("/", { config: { pathClass: "page" } }, (_request, reply) =>
    reply.redirect(REGISTRY_PATHS.producers(1), 302),
  );
  app.get<{ Querystring: { page?: unknown } }>(
    "/producteurs",
    { config: { pathClass: "page" } },
    (request, reply) => {
      const page = pages[(pageNumber(request.query.page) ?? 0) - 1];
      return page ? answer(request, reply, page) : sendError(reply, 404);
    },
  );
  for (const path of ["/extraits", "/extraits/*"]) {
    app.get(path, { config: { pathClass: "forbidden" } }, (request, reply) =>
      answer(request, reply, extracts),
    );
  }
}
