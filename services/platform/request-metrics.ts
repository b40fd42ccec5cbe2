// Rate, errors and durations of a Fastify application's requests, by route: never by address, which anybody may make up.
import type { FastifyInstance } from "fastify";
import { createBoundHistogram, type BoundHistogram, type BoundSeries } from "./bound-histogram.ts";
import type { Registry } from "./metrics.ts";

/** One for all applications of a process. */
export const createRequestDurations = (registry: Registry): BoundHistogram =>
  createBoundHistogram({
    name: "http_request_duration_seconds",
    help: "Time from a request's first byte to its answer's last",
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registry,
  });

export function measureRequests(app: FastifyInstance, durations: BoundHistogram): void {
  const series = new Map<string, BoundSeries>();
  app.addHook("onResponse", (request, reply, done) => {
    const { method } = request;
    const { statusCode } = reply;
    const route = request.routeOptions.url ?? "none";
    const key = `${method} ${statusCode} ${route}`;
    let one = series.get(key);
    if (!one) {
      one = durations.bind({ method, route, status: String(statusCode) });
      series.set(key, one);
    }
    one.observe(reply.elapsedTime / 1000);
    done();
  });
}
