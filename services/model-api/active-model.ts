// The model that answers now. Another one is taken between two requests, never within one.
import type { Version } from "@atelier/model-store/registry.ts";
import type { Prediction } from "@atelier/model/network.ts";
import { createPredictor } from "@atelier/model/predictor.ts";
import type { Manifest } from "@atelier/model/version.ts";

/** What is asked of the registry. */
export interface Versions {
  activeVersion(): Promise<string>;
  read(version: string): Promise<Version>;
  activate(version: string): Promise<void>;
  list(): Promise<string[]>;
}

/** A version that answers. */
export interface Served {
  readonly manifest: Manifest;
  predict(features: ArrayLike<number>): Prediction;
}

export interface ActiveModel {
  /** Undefined until a model was ever active. */
  current(): Served | undefined;
  /** Looks for another active version; keeps the present one when the registry has none that is whole. */
  refresh(): Promise<void>;
  /** @throws as the registry */
  activate(version: string): Promise<void>;
  list(): Promise<string[]>;
}

/** @param onVersion hears of each version before anybody is answered by it */
export function createActiveModel(
  versions: Versions,
  onTrouble: (error: unknown) => void,
  onVersion: (manifest: Manifest) => void = () => undefined,
): ActiveModel {
  let current: Served | undefined;
  async function refresh(): Promise<void> {
    try {
      const version = await versions.activeVersion();
      if (version === current?.manifest.version) return;
      const { manifest, network } = await versions.read(version);
      onVersion(manifest);
      current = { manifest, predict: createPredictor(network) };
    } catch (error) {
      onTrouble(error);
    }
  }
  return {
    current: () => current,
    refresh,
    list: versions.list,
    async activate(version) {
      await versions.activate(version);
      await refresh();
    },
  };
}
