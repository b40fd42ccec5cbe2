// What a kit keeps between commands: its world, its keys, its ports. Readable by its owner only.
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Connections } from "@atelier/engines/engines.ts";
import { environmentLines, stageEnvironment } from "@atelier/engines/stage-environment.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Translate } from "../language.ts";
import { Keys } from "@atelier/secrets/keys.ts";
import type { SourceUrls } from "../pipeline.ts";

const port = z.int().min(1).max(65_535);

export const KitState = z.object({
  seed: z.string(),
  scale: z.number(),
  tickEverySeconds: z.number(),
  keys: Keys,
  ports: z.object({ site: port, partner: port, registry: port }),
  /** Where the candidate's page is expected; of an older kit it may be missing. */
  pagePort: port.optional(),
  /** By service; of an older kit some may be missing. */
  metricsPorts: z.record(z.string(), port).default({}),
});
export type KitState = z.infer<typeof KitState>;

const fileOf = (kit: string) => join(kit, "kit.json");

/** The world's past: it goes with the kit's folder. */
export const ticksFile = (kit: string) => join(kit, "ticks");
export const environmentFile = (kit: string) => join(kit, "environment");
const addressOf = (portNumber: number) => `http://127.0.0.1:${portNumber}`;

/** Where the kit's source listens. */
export const sourceUrls = ({ ports }: KitState): SourceUrls => ({
  siteUrl: addressOf(ports.site),
  partnerUrl: addressOf(ports.partner),
  registryUrl: addressOf(ports.registry),
});

/** What a candidate's command finds in its environment, on this kit. */
export const candidateEnvironment = (
  { keys, pagePort = 0 }: KitState,
  connections: Connections,
  urls: SourceUrls,
): Record<string, string> => stageEnvironment({ ...keys, pagePort, connections, urls });

/** Engines and services of the reference: databases of its own, so that no name meets the candidate's. */
export const referenceFolder = (kit: string) => join(kit, "reference");

/** Undefined where no kit was ever started. @throws ConfigError for a file that cannot be read. */
export async function readKitState(kit: string, t: Translate): Promise<KitState | undefined> {
  const file = fileOf(kit);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return KitState.parse(JSON.parse(text));
  } catch (error) {
    throw new ConfigError("bad-state", t("error.badState", { file }), { cause: error });
  }
}

export async function writeKitState(kit: string, state: KitState): Promise<void> {
  await writePrivate(kit, fileOf(kit), `${JSON.stringify(state, null, 2)}\n`);
}

/** The contract's variables. */
export async function writeEnvironment(
  kit: string,
  file: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  await writePrivate(kit, file, environmentLines(environment));
}

/** For its owner's eyes only, whole or not at all. */
export async function writePrivate(folder: string, file: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o711 });
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
