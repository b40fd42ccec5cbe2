// Starts a source without rates and faults, as the benches that are not about politeness need it.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import type { Settings } from "../bench.ts";
import { startServer, type RunningServer } from "../measure/server.ts";

const Announcement = z.object({ siteUrl: z.string(), partnerUrl: z.string(), registryUrl: z.string() });

const NO_FAULTS = { tooMany: 0, unavailable: 0, slow: 0, reset: 0 };
const KEY = "bench-key-0123456789";

export interface RunningSource extends z.infer<typeof Announcement> {
  readonly server: RunningServer;
  readonly partnerKey: string;
}

export async function startSource(scale: number, settings: Settings): Promise<RunningSource> {
  const config = {
    mode: "practice",
    secret: createHash("sha256").update("bench").digest("hex"),
    scale,
    partnerKey: KEY,
    labKey: KEY,
    pseudonymKey: KEY,
    politeness: "unlimited",
    faults: { site: NO_FAULTS, partner: NO_FAULTS, registry: NO_FAULTS },
  };
  const main = join(settings.repositoryFolder, "services/source/main.ts");
  const server = await startServer([main], settings.environment, JSON.stringify(config));
  return { ...Announcement.parse(server.announcement), server, partnerKey: KEY };
}
