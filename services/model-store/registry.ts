// The registry: one folder per version, never changed once it has its name, and a file that names the active one.
// A version is written beside and moved in whole, so that nobody finds half of one; what is read is checked all the same.
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CARD_LANGUAGES, cardOf } from "@atelier/model/card.ts";
import { FEATURE_NAMES } from "@atelier/model/features.ts";
import type { Network } from "@atelier/model/network.ts";
import type { TrainingCost } from "@atelier/model/training-cost.ts";
import { decodeWeights, encodeWeights, Manifest } from "@atelier/model/version.ts";
import { ConfigError, PermanentError } from "@atelier/platform/errors.ts";

export interface Version {
  readonly manifest: Manifest;
  readonly network: Network;
}

type Origin = Pick<Manifest, "seed" | "backend" | "data" | "lockSha256" | "metrics" | "drift">;

export interface Registry {
  /**
   * Equal content has an equal name: adding it again changes nothing.
   * @param cost for the card alone, of a network that was trained: it is not the same twice, and no part of what a version is
   */
  add(network: Network, origin: Origin, cost?: TrainingCost): Promise<Manifest>;
  /** @throws PermanentError `no-such-version`, `damaged-version` */
  read(version: string): Promise<Version>;
  /** Atomically, once the version has been read whole. @throws as `read` */
  activate(version: string): Promise<void>;
  /** Its name; whether it is whole shows when it is read. @throws ConfigError `no-active-version` */
  activeVersion(): Promise<string>;
  /** Names of all versions. */
  list(): Promise<string[]>;
}

const MANIFEST = "manifest.json";
const WEIGHTS = "weights.bin";
const ACTIVE = "active";
const UNFINISHED = ".unfinished-";

export function openRegistry(folder: string): Registry {
  const placeOf = (version: string) => join(folder, version);

  async function read(version: string): Promise<Version> {
    if (!Manifest.shape.version.safeParse(version).success) throw noSuchVersion(version);
    const [text, weights] = await Promise.all([
      readFile(join(placeOf(version), MANIFEST), "utf8"),
      readFile(join(placeOf(version), WEIGHTS)),
    ]).catch((cause: NodeJS.ErrnoException) => {
      throw cause.code === "ENOENT" ? noSuchVersion(version, cause) : cause;
    });
    try {
      const manifest = Manifest.parse(JSON.parse(text));
      if (nameOf(manifest, weights) !== version || manifest.version !== version) {
        throw new RangeError("its content is not what its name says");
      }
      if (manifest.features.join() !== FEATURE_NAMES.join()) {
        throw new RangeError("its features are not those of this release");
      }
      return { manifest, network: decodeWeights(manifest, weights) };
    } catch (cause) {
      throw new PermanentError(
        "damaged-version",
        `Version ${version} is refused: ${(cause as Error).message}. Activate another, or train again`,
        { cause },
      );
    }
  }

  return {
    read,
    async add(network, origin, cost) {
      const weights = encodeWeights(network);
      const content = Manifest.omit({ version: true }).parse({
        ...origin,
        features: [...FEATURE_NAMES],
        layers: network.layers.map(({ inputs, outputs }) => ({ inputs, outputs })),
        calibration: network.calibration,
        threshold: network.threshold,
        weightsSha256: sha256(weights),
      });
      const manifest: Manifest = { version: nameOf(content, weights), ...content };
      const beside = join(folder, `${UNFINISHED}${randomUUID()}`);
      await mkdir(beside, { recursive: true });
      try {
        await writeFile(join(beside, WEIGHTS), weights, { flush: true });
        await writeFile(join(beside, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
        for (const language of CARD_LANGUAGES) {
          await writeFile(join(beside, `card.${language}.md`), cardOf(manifest, cost, language), {
            flush: true,
          });
        }
        await rename(beside, placeOf(manifest.version));
      } catch (error) {
        await rm(beside, { recursive: true, force: true });
        // Somebody has added the same before, or does so now.
        if (!(await exists(placeOf(manifest.version)))) throw error;
      }
      return manifest;
    },
    async activate(version) {
      await read(version);
      const beside = join(folder, `${UNFINISHED}${randomUUID()}`);
      await writeFile(beside, version, { flush: true });
      await rename(beside, join(folder, ACTIVE));
    },
    activeVersion: () =>
      readFile(join(folder, ACTIVE), "utf8").catch((cause: NodeJS.ErrnoException) => {
        if (cause.code !== "ENOENT") throw cause;
        throw new ConfigError("no-active-version", `No model is active in ${folder}: train one`, { cause });
      }),
    async list() {
      const names = await readdir(folder).catch(() => []);
      return names.filter((name) => Manifest.shape.version.safeParse(name).success).toSorted();
    },
  };
}

/** A name that says everything that a version is. */
function nameOf(content: Omit<Manifest, "version">, weights: Uint8Array): string {
  const { seed, backend, features, layers, calibration, threshold, data, lockSha256, metrics, drift } =
    content;
  const parts = { seed, backend, features, layers, calibration, threshold, data, lockSha256, metrics, drift };
  return `m-${createHash("sha256").update(JSON.stringify(parts)).update(weights).digest("hex").slice(0, 16)}`;
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const noSuchVersion = (version: string, cause?: unknown) =>
  new PermanentError("no-such-version", `There is no version ${version} in the registry`, { cause });
