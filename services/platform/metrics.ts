// Prometheus metrics of a service: a registry that is handed on, never the library's global one, and the endpoint that
// shows it.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { z } from "zod";
import { AggregatorRegistry, collectDefaultMetrics, Registry } from "prom-client";
import { ConfigError } from "./errors.ts";
import type { MetricsConfig } from "./listen-config.ts";

export { Counter, Gauge, Histogram, Registry } from "prom-client";

/** A registry whose every metric carries `service`, with the process's own (CPU, memory, event loop) in it. */
export function createMetrics(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** What a registry holds, so that it can be sent to another process. */
export type MetricsAsJson = Awaited<ReturnType<Registry["getMetricsAsJSON"]>>;

/** The metrics of several processes of one service as those of one; how each adds up, it says itself (`aggregator`). */
export function addUpMetrics(processes: readonly MetricsAsJson[]) {
  const sum = AggregatorRegistry.aggregate([...processes]);
  return { metrics: sum.getMetricsAsArray() as MetricsAsJson, text: () => sum.metrics() };
}

export interface MetricsEndpoint {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves them where the configuration asks for it. @throws ConfigError when the port is taken */
export async function serveMetricsIfAsked(
  registry: Registry,
  { METRICS_PORT: port, LISTEN_HOST: host }: z.infer<typeof MetricsConfig>,
): Promise<MetricsEndpoint | undefined> {
  return port > 0 ? serveMetrics(registry, port, host) : undefined;
}

/**
 * Serves `GET /metrics`, and `GET /health/live` for whoever watches a process that answers nothing else; port 0 takes a
 * free one.
 * @throws ConfigError when the port is taken
 */
export async function serveMetrics(
  registry: Registry,
  port: number,
  host = "127.0.0.1",
): Promise<MetricsEndpoint> {
  const server = createServer((request, response) => {
    if (request.url === "/health/live") {
      response.writeHead(200, { "content-type": "application/json" }).end('{"status":"live"}');
      return;
    }
    if (request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { "content-type": registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === "EADDRINUSE"
          ? new ConfigError("port-taken", `Port ${port} is taken: choose another for metrics`, { cause })
          : cause,
      ),
    );
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeIdleConnections();
      }),
  };
}
