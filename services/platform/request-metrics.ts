// Rate, errors and durations of a Fastify application's requests, by route: never by address, which anybody may make up.
import type { FastifyInstance } from "fastify";
import { Histogram, type Registry } from "./metrics.ts";

type RequestDurations = Histogram<"method" | "route" | "status">;

/** One for all applications of a process. */
export const createRequestDurations = (registry: Registry): RequestDurations =>
  new Histogram({
    name: "http_request_duration_seconds",
    help: "Time from a request's first byte to its answer's last",
    labelNames: ["method", "route", "status"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });

export function measureRequests(app: FastifyInstance, durations: RequestDurations): void {
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "none";
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
}
