// How many requests are not answered yet.
import type { FastifyInstance } from "fastify";
import { Gauge, type Registry } from "@atelier/platform/metrics.ts";

export function countInFlight(app: FastifyInstance, registry: Registry): void {
  let inFlight = 0;
  const gauge = new Gauge({
    name: "http_requests_in_flight",
    help: "Requests that are not answered yet",
    registers: [],
    collect() {
      this.set(inFlight);
    },
  });
  registry.registerMetric(gauge);
  app.addHook("onRequest", (_request, _reply, done) => {
    inFlight += 1;
    done();
  });
  app.addHook("onResponse", (_request, _reply, done) => {
    inFlight -= 1;
    done();
  });
}
