// Runs a source: listens on three loopback ports, evolves its world on the clock if asked to, stops when told.
import type { Source } from "./app.ts";
import type { SourceConfig } from "./config.ts";

export interface SourceUrls {
  readonly siteUrl: string;
  readonly partnerUrl: string;
  readonly registryUrl: string;
}

const KEEP_ALIVE_MS = 15_000;

export async function serve(
  source: Source,
  config: Pick<SourceConfig, "ports" | "tickEveryMs">,
  announce: (urls: SourceUrls) => void,
  signal: AbortSignal,
): Promise<void> {
  const host = "127.0.0.1";
  const [siteUrl, partnerUrl, registryUrl] = await Promise.all([
    source.site.listen({ host, port: config.ports.site }),
    source.partner.listen({ host, port: config.ports.partner }),
    source.registry.listen({ host, port: config.ports.registry }),
  ]);
  const keepAlive = setInterval(() => source.keepAlive(), KEEP_ALIVE_MS);
  const timer =
    config.tickEveryMs === null ? undefined : setInterval(() => source.tick(), config.tickEveryMs);
  announce({ siteUrl, partnerUrl, registryUrl });
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  clearInterval(timer);
  clearInterval(keepAlive);
  await source.close();
}
