import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Config } from "./config.ts";
import { draw } from "./drawn.ts";
import { secretFiles } from "./files.ts";
import { keepDrawn, writeFiles } from "./folders.ts";

const config = Config.parse({
  SECRETS_DIR: "/run/secrets",
  ATELIER_SEED: "market-day",
  ATELIER_SCALE: "0.1",
});
const drawn = draw(config);
const files = secretFiles(drawn, config);
const textOf = (consumer: string) => JSON.stringify(files[consumer]);

describe("the files of a consumer", () => {
  it.each([
    ["loaders", [drawn.engines.postgres.owner, drawn.engines.postgres.admin, drawn.keys.pseudonymKey]],
    ["collector", [drawn.engines.postgres.owner, drawn.keys.loaderPassword, drawn.engines.mongo.password]],
    ["model", [drawn.keys.loaderPassword, drawn.modelToken, drawn.engines.mongo.password]],
    ["dashboard", [drawn.keys.modelPassword, drawn.keys.dashboardToken, drawn.engines.kafka.client]],
    ["candidate", [drawn.engines.postgres.admin, drawn.engines.kafka.broker, drawn.keys.labKey]],
    ["setup", [drawn.engines.postgres.admin, drawn.keys.pseudonymKey]],
  ])("of %s hold nothing of others", (consumer, foreign) => {
    expect(foreign.filter((secret) => textOf(consumer).includes(secret))).toEqual([]);
  });

  it("connect each service as its own role", () => {
    expect(files["loaders"]?.["postgres-url"]).toMatch(/^postgres:\/\/loader:[0-9a-f]+@postgres:5432\/lab$/);
    expect(files["model"]?.["postgres-url"]).toContain("://model:");
    expect(files["dashboard"]?.["postgres-url"]).toContain("://dashboard:");
    expect(files["setup"]?.["postgres-url"]).toContain("://lab_owner:");
  });

  it("tell a candidate addresses of the host", () => {
    const environment = files["candidate"]?.["environment"] ?? "";
    expect(environment).toContain("KAFKA_BROKERS='127.0.0.1:19094'");
    expect(environment).not.toMatch(/@(?:postgres|mongo):|bolt:\/\/neo4j/);
  });
});

describe("what was drawn", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "atelier-secrets-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("stays, and is for its owner's eyes only", async () => {
    const here = { ...config, SECRETS_DIR: folder };
    const first = await keepDrawn(here);
    expect(await keepDrawn(here)).toEqual(first);
    expect(await keepDrawn({ ...here, ATELIER_SEED: undefined })).toEqual(first);
    expect((await stat(join(folder, "keys", "drawn.json"))).mode & 0o777).toBe(0o600);
  });

  it("is of one world: another is refused with the way to it", async () => {
    const here = { ...config, SECRETS_DIR: folder };
    await keepDrawn(here);
    await expect(keepDrawn({ ...here, ATELIER_SCALE: 1 })).rejects.toThrow(/scale 0.1: .*down --volumes/);
    await expect(keepDrawn({ ...here, ATELIER_SEED: "other" })).rejects.toThrow(/seed market-day/);
  });

  it("is written over what a stopped start has left half-way", async () => {
    await writeFiles(folder, { password: "one", "password.new": "half" });
    await writeFiles(folder, { password: "two" });
    expect(await readdir(folder)).toEqual(["password"]);
  });
});
