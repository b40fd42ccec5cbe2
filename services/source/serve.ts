// Runs a source: listens on three ports, evolves its world on the clock if asked to, stops when told.
import { once } from "node:events";
import type { FastifyInstance } from "fastify";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Source } from "./app.ts";
import type { SourceConfig } from "./config.ts";

export interface SourceUrls {
  readonly siteUrl: string;
  readonly partnerUrl: string;
  readonly registryUrl: string;
}

const KEEP_ALIVE_MS = 15_000;

/**
 * Resolves when `signal` has aborted and everything is closed.
 * @param announce called once, when all three origins listen
 * @throws ConfigError when a port is taken
 */
export async function serve(
  source: Source,
  { listenHost, ports, tickEveryMs }: Pick<SourceConfig, "listenHost" | "ports" | "tickEveryMs">,
  announce: (urls: SourceUrls) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    const siteUrl = await listen(source.site, listenHost, ports.site);
    const partnerUrl = await listen(source.partner, listenHost, ports.partner);
    const registryUrl = await listen(source.registry, listenHost, ports.registry);
    announce({ siteUrl, partnerUrl, registryUrl });
    const keepAlive = setInterval(() => source.keepAlive(), KEEP_ALIVE_MS);
    const ticks = tickEveryMs === null ? undefined : setInterval(() => source.tickByClock(), tickEveryMs);
    if (!signal.aborted) await once(signal, "abort");
    clearInterval(ticks);
    clearInterval(keepAlive);
  } finally {
    await source.close();
  }
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EADDRINUSE") throw cause;
    throw new ConfigError("port-taken", `Port ${port} is taken: choose another, or 0 for a free one`, {
      cause,
    });
  }
}
