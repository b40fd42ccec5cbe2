// The model that answers now. Another one is taken between two requests, never within one.
import type { Version } from "@atelier/model-store/registry.ts";

/** What is asked of the registry. */
export interface Versions {
  active(): Promise<Version>;
  activate(version: string): Promise<void>;
  list(): Promise<string[]>;
}

export interface ActiveModel {
  /** Undefined until a model was ever active. */
  current(): Version | undefined;
  /** Looks for another active version; keeps the present one when the registry has none that is whole. */
  refresh(): Promise<void>;
  /** @throws as the registry */
  activate(version: string): Promise<void>;
  list(): Promise<string[]>;
}

export function createActiveModel(versions: Versions, onTrouble: (error: unknown) => void): ActiveModel {
  let current: Version | undefined;
  async function refresh(): Promise<void> {
    try {
      const found = await versions.active();
      if (found.manifest.version !== current?.manifest.version) current = found;
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
