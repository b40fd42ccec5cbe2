// The dashboard as a Fastify instance; it does not listen. A page in each language at an address of its own, behind a door.
import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import formBody from "@fastify/formbody";
import rateLimit from "@fastify/rate-limit";
import Fastify, { type FastifyInstance } from "fastify";
import type { Logger } from "@atelier/platform/log.ts";
import type { Registry } from "@atelier/platform/metrics.ts";
import { createRequestDurations, measureRequests } from "@atelier/platform/request-metrics.ts";
import type { TokenEntry } from "@atelier/platform/tokens.ts";
import { readAssets } from "./assets.ts";
import { addErrorPages } from "./error-pages.ts";
import type { Figures } from "./figures.ts";
import { LANGUAGES, loadCatalogue } from "./language.ts";
import type { Site } from "./pages/layout.ts";
import { addDoor } from "./routes/door.ts";
import { addFiles } from "./routes/files.ts";
import { addHealth } from "./routes/health.ts";
import { addPages, addStart } from "./routes/pages.ts";
import { refuseForeignForms, SECURITY_HEADERS } from "./security.ts";
import type { Sessions } from "./sessions.ts";

export interface DashboardDeps {
  /** @throws RetryableError when the store is away */
  readonly figures: () => Promise<Figures>;
  /** Rejects when the store does not answer. */
  readonly ping: () => Promise<void>;
  /** As they are now. */
  readonly tokens: () => readonly TokenEntry[];
  readonly sessions: Sessions;
  /** Whoever reaches the page may read it. */
  readonly isPublic: boolean;
  readonly metrics: Registry;
  readonly log: Pick<Logger, "error">;
}

/** What routes are given. */
export interface Pages extends DashboardDeps {
  readonly site: Site;
}

/** A form holds one token. */
const MOST_BYTES = 4096;
const REQUEST_TIMEOUT_MS = 15_000;
const REQUESTS_PER_MINUTE = 600;

export async function buildApp(deps: DashboardDeps): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: MOST_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: REQUEST_TIMEOUT_MS,
    return503OnClosing: true,
    forceCloseConnections: "idle",
  });
  const pages = { ...deps, site: { assets: await readAssets(), catalogue: await loadCatalogue() } };
  addErrorPages(app, pages);
  measureRequests(app, createRequestDurations(deps.metrics));
  app.addHook("onRequest", async (request, reply) => {
    void reply.headers(SECURITY_HEADERS);
    refuseForeignForms(request);
  });
  await app.register(rateLimit, { timeWindow: 60_000, max: REQUESTS_PER_MINUTE });
  await app.register(compress, { encodings: ["br", "gzip"], threshold: 512 });
  await app.register(cookie);
  await app.register(formBody);
  addHealth(app, pages);
  addFiles(app, pages.site.assets);
  addStart(app);
  for (const language of LANGUAGES) {
    addDoor(app, pages, language);
    addPages(app, pages, language);
  }
  return app;
}
