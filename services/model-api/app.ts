// The API as a Fastify instance; it does not listen. Who asks is known before anything is read of what is asked.
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type HookHandlerDoneFunction,
} from "fastify";
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "fastify-type-provider-zod";
import type { Logger } from "@atelier/platform/log.ts";
import type { Registry as Metrics } from "@atelier/platform/metrics.ts";
import { createRequestDurations, measureRequests } from "@atelier/platform/request-metrics.ts";
import { entryOf, type Scope, type TokenEntry } from "@atelier/platform/tokens.ts";
import type { ActiveModel } from "./active-model.ts";
import type { FactReader, ScoreObserver } from "./predict.ts";
import { SERVER_LIMITS } from "./limits.ts";
import { refuseOtherMethods } from "./other-methods.ts";
import { addProblems, ApiError, refuseAddress, refuseConnection, SECURITY_HEADERS } from "./problems.ts";
import { addDocs } from "./routes/docs.ts";
import { addHealth } from "./routes/health.ts";
import { addModel } from "./routes/model.ts";
import { addPredictions } from "./routes/predictions.ts";
import { addTrainings } from "./routes/trainings.ts";
import { countInFlight } from "./requests-in-flight.ts";
import type { Common } from "./serve.ts";
import { rateStore } from "./rate-store.ts";
import { drain } from "./drain.ts";

export interface ApiDeps {
  readonly model: ActiveModel;
  readonly facts: FactReader;
  readonly common: Common;
  readonly observer: ScoreObserver;
  /** How long a request waits for the stores. */
  readonly storeDeadlineMs: number;
  /** As they are now. */
  readonly tokens: () => readonly TokenEntry[];
  /** Rejects when a store does not answer. */
  readonly ping: () => Promise<void>;
  readonly metrics: Metrics;
  readonly log: Pick<Logger, "error" | "info">;
}

export type Api = FastifyInstance;
/** Lets a request pass when its token has the scope. */
export type Guard = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction) => void;

declare module "fastify" {
  interface FastifyRequest {
    token: TokenEntry | null;
  }
}

export async function buildApp(deps: ApiDeps): Promise<Api> {
  const app = Fastify({
    ...SERVER_LIMITS,
    clientErrorHandler: refuseConnection,
    frameworkErrors: refuseAddress,
    exposeHeadRoutes: false,
    // What still comes on open connections is answered: see drain.ts.
    return503OnClosing: false,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest("token", null);
  addProblems(app, deps.log);
  measureRequests(app, createRequestDurations(deps.metrics));
  countInFlight(app, deps.metrics);
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
    ...(deps.common.takeShare && { store: rateStore(deps.common.takeShare) }),
    timeWindow: 60_000,
    // Whoever is within its share need not be told each time.
    addHeaders: { "x-ratelimit-limit": false, "x-ratelimit-remaining": false, "x-ratelimit-reset": false },
    keyGenerator: (request) => request.token?.name ?? request.ip,
    max: (request) => request.token?.requestsPerMinute ?? WITHOUT_TOKEN_PER_MINUTE,
    errorResponseBuilder: () => new ApiError(429, "This token's share of requests is used up for now"),
  });
  app.addHook("preClose", () => drain(app.server));
  await addDocs(app);
  refuseOtherMethods(app, () => {
    addHealth(app, deps);
    addPredictions(app, deps, guard("predict"));
    addModel(app, deps, { read: guard("predict"), activate: guard("admin") });
    addTrainings(app, deps, guard("train"));
  });
  return app;
}

const WITHOUT_TOKEN_PER_MINUTE = 600;

/** An administrator may do everything. */
const guard =
  (scope: Scope): Guard =>
  ({ token }, reply, done) => {
    if (!token) {
      void reply.header("www-authenticate", "Bearer");
      done(new ApiError(401, "Send a known token as Authorization: Bearer …"));
    } else if (!token.scopes.includes(scope) && !token.scopes.includes("admin")) {
      done(new ApiError(403, `This needs a token with the scope ${scope}`));
    } else done();
  };
