// Which version scores. When another one becomes active in the registry, it first scores every review that has a score,
// from the logged features; then it goes into use for what arrives, and the views show it, in one instant.
import type { Registry, Version } from "@atelier/model-store/registry.ts";
import { PermanentError } from "@atelier/platform/errors.ts";
import type { Producer } from "@atelier/platform/kafka.ts";
import type { Logger } from "@atelier/platform/log.ts";
import {
  inSnapshot,
  inTransaction,
  type PostgresClient,
  type PostgresPool,
} from "@atelier/platform/postgres.ts";
import { publish } from "./publishing.ts";
import { score, SCORING_LOCK, type ScoringDeps } from "./scoring.ts";

const AT_ONCE = 2000;

export interface ActiveVersion {
  /** The version in use, for a transaction that holds the scoring lock. */
  inUse(client: PostgresClient): Promise<Version>;
  /** Takes the registry's active version into use. @returns whether one is in use. */
  follow(): Promise<boolean>;
}

export function createActiveVersion(
  deps: ScoringDeps & {
    readonly registry: Pick<Registry, "activeVersion" | "read">;
    readonly producer: Producer;
    readonly log: Logger;
  },
): ActiveVersion {
  const { pool, registry, log } = deps;
  const versions = new Map<string, Promise<Version>>();
  /** Whose scores the observer was told to expect. */
  let followed: string | undefined;
  /** One that could not be read is not tried again. */
  let refused: string | undefined;

  function read(name: string): Promise<Version> {
    const found = versions.get(name) ?? registry.read(name);
    versions.set(name, found);
    return found;
  }

  async function tellObserver(name: string): Promise<void> {
    if (name === followed) return;
    deps.observer.follow((await read(name)).manifest);
    followed = name;
  }

  /** Scores by `version` what has been scored by another. @returns once there was nothing left of it for a moment. */
  async function scoreAgain(version: Version): Promise<void> {
    const { version: name } = version.manifest;
    for (let after = ""; !deps.signal.aborted;) {
      const reviewIds = await inTransaction(pool, (client) => unscored(client, name, after));
      const last = reviewIds.at(-1);
      if (last === undefined) return;
      await score({ reviewIds, since: new Map(), version: () => Promise.resolve(version) }, deps);
      await publish(deps, reviewIds, name, () => Promise.resolve());
      after = last;
    }
  }

  return {
    async inUse(client) {
      const name = await versionInUse(client);
      if (name === undefined) throw new Error("no version is in use yet");
      return read(name);
    },
    async follow() {
      const inUse = await inTransaction(pool, versionInUse);
      try {
        const wanted = await registry.activeVersion();
        if (wanted === inUse || wanted === refused) {
          if (inUse !== undefined) await tellObserver(inUse);
          return inUse !== undefined;
        }
        const version = await read(wanted);
        await scoreAgain(version);
        if (!(await takeIntoUse(pool, wanted))) return inUse !== undefined;
        await tellObserver(wanted);
        log.info({ version: wanted, before: inUse }, "a version is in use");
        for (const name of versions.keys()) if (name !== wanted) versions.delete(name);
        return true;
      } catch (error) {
        if (!(error instanceof PermanentError)) throw error;
        refused = await registry.activeVersion();
        log.error({ err: error }, "the version in use stays so");
        return inUse !== undefined;
      }
    },
  };
}

async function versionInUse(client: PostgresClient): Promise<string | undefined> {
  const { rows } = await client.query<{ version: string }>("SELECT version FROM store.active_model");
  return rows[0]?.version;
}

/** Reviews, in the order of their ids, that have a score, and none by the version. */
async function unscored(client: PostgresClient, version: string, after: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT review_id AS id FROM store.predictions p
     WHERE review_id > $2
       AND NOT EXISTS (SELECT FROM store.predictions WHERE review_id = p.review_id AND model_version = $1)
     ORDER BY 1 LIMIT $3`,
    [version, after, AT_ONCE],
  );
  return rows.map(({ id }) => id);
}

/** @returns false when something was scored meanwhile that the version has not scored: it is to be done first. */
function takeIntoUse(pool: PostgresPool, version: string): Promise<boolean> {
  return inSnapshot(pool, { key: SCORING_LOCK, mode: "exclusive" }, async (client) => {
    if ((await unscored(client, version, "")).length > 0) return false;
    await client.query(
      `INSERT INTO store.active_model (version) VALUES ($1)
       ON CONFLICT (only_one) DO UPDATE SET version = EXCLUDED.version`,
      [version],
    );
    return true;
  });
}
