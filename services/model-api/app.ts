// The API as a Fastify instance; it does not listen. Who asks is known before anything is read of what is asked.
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "fastify-type-provider-zod";
import type { Logger } from "@atelier/platform/log.ts";
import type { Registry as Metrics } from "@atelier/platform/metrics.ts";
import { entryOf, type Scope, type TokenEntry } from "@atelier/platform/tokens.ts";
import type { ActiveModel } from "./active-model.ts";
import type { FactReader } from "./predict.ts";
import { addProblems, ApiError } from "./problems.ts";
import { addHealth } from "./routes/health.ts";
import { addModel } from "./routes/model.ts";
import { addPredictions } from "./routes/predictions.ts";
import { addTrainings } from "./routes/trainings.ts";
import { measureRequests } from "./request-metrics.ts";
import type { Trainings } from "./trainings.ts";

export interface ApiDeps {
  readonly model: ActiveModel;
  readonly facts: FactReader;
  readonly trainings: Trainings;
  /** As they are now. */
  readonly tokens: () => readonly TokenEntry[];
  /** Rejects when a store does not answer. */
  readonly ping: () => Promise<void>;
  readonly metrics: Metrics;
  readonly log: Pick<Logger, "error" | "info">;
}

export type Api = FastifyInstance;
/** Lets a request pass when its token has the scope. */
export type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

const MOST_BYTES = 2 << 20;
const REQUEST_TIMEOUT_MS = 15_000;
const CONNECTION_TIMEOUT_MS = 20_000;
const KEEP_ALIVE_MS = 30_000;

declare module "fastify" {
  interface FastifyRequest {
    token: TokenEntry | null;
  }
}

export async function buildApp(deps: ApiDeps): Promise<Api> {
  const app = Fastify({
    bodyLimit: MOST_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    exposeHeadRoutes: false,
    return503OnClosing: true,
    forceCloseConnections: "idle",
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest("token", null);
  addProblems(app, deps.log);
  measureRequests(app, deps.metrics);
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Atelier, the model's API", version: "1" },
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    },
    transform: jsonSchemaTransform,
  });
  app.addHook("onRequest", (request, reply, done) => {
    void reply.headers(SECURITY_HEADERS);
    request.token = entryOf(deps.tokens(), request.headers.authorization) ?? null;
    done();
  });
  await app.register(rateLimit, {
    hook: "onRequest",
    timeWindow: 60_000,
    // Whoever is within its share need not be told each time.
    addHeaders: { "x-ratelimit-limit": false, "x-ratelimit-remaining": false, "x-ratelimit-reset": false },
    keyGenerator: (request) => request.token?.name ?? request.ip,
    max: (request) => request.token?.requestsPerMinute ?? WITHOUT_TOKEN_PER_MINUTE,
    errorResponseBuilder: () => new ApiError(429, "This token's share of requests is used up for now"),
  });
  addHealth(app, deps);
  addPredictions(app, deps, guard("predict"));
  addModel(app, deps, { read: guard("predict"), activate: guard("admin") });
  addTrainings(app, deps, guard("train"));
  return app;
}

/** For answers that are data and never pages of a browser. A library that works them out anew each time took 12 µs. */
const SECURITY_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
const WITHOUT_TOKEN_PER_MINUTE = 600;

/** An administrator may do everything. */
const guard =
  (scope: Scope): Guard =>
  async ({ token }, reply) => {
    if (!token) {
      void reply.header("www-authenticate", "Bearer");
      throw new ApiError(401, "Send a known token as Authorization: Bearer …");
    }
    if (!token.scopes.includes(scope) && !token.scopes.includes("admin")) {
      throw new ApiError(403, `This needs a token with the scope ${scope}`);
    }
  };
