// FerretDB 1 on SQLite: speaks MongoDB's protocol where no mongod is to be had. Built from its Go module.
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { EngineRecipe } from "../engine.ts";

const RECIPE = fileURLToPath(new URL("../../../docker/engines/ferretdb/", import.meta.url));
const MODULE = "github.com/FerretDB/FerretDB";
const VERSION = "1.24.2";

// An older Go fetches the one that the module asks for, also where the distribution has turned that off.
const TOOLCHAIN = { GOTOOLCHAIN: "auto" };

export const MONGO_USERNAME = "atelier";

/**
 * On SQLite this release reads a whole collection for every document that is asked for by its _id: the query's path
 * expression is not the one that the unique index was made with, and any further condition leaves even that one out.
 * Conditions are checked on what comes back anyway, so looking in the index first changes no answer.
 */
const ID_LOOKUP: readonly Change[] = [
  {
    file: "internal/backends/sqlite/metadata/metadata.go",
    from: `DefaultColumn + "->'$._id'"`,
    to: 'DefaultColumn + `->"_id"`',
  },
  {
    file: "internal/backends/sqlite/collection.go",
    from: "if params.Filter.Len() == 1 {",
    to: "if params.Filter.Len() > 0 {",
  },
];

interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export const ferretdb: EngineRecipe = {
  name: "mongo",
  version: `ferretdb ${VERSION}`,
  revision: 2,
  sources: RECIPE,
  ports: ["client"],
  secrets: ["password"],
  stopSignal: "SIGTERM",
  discardSignal: "SIGKILL",

  async install(home, workshop) {
    const build = join(home, "build");
    await mkdir(build);
    for (const name of ["go.mod", "go.sum"]) await cp(join(RECIPE, name), join(build, name));
    // go.sum holds the module's hash, and the module's own go.sum those of all it uses.
    const module = await workshop.run({
      program: "go",
      args: ["mod", "download", "-json", MODULE],
      cwd: build,
      env: TOOLCHAIN,
    });
    const source = join(build, "source");
    await cp(moduleFolder(module), source, { recursive: true });
    await makeWritable(source);
    await writeFile(join(source, "build", "version", "version.txt"), `v${VERSION}\n`);
    for (const change of ID_LOOKUP) await applyChange(source, change);
    workshop.say("compiling, about a minute");
    await workshop.run({
      program: "go",
      args: ["build", "-trimpath", "-o", join(home, "ferretdb"), "./cmd/ferretdb"],
      cwd: source,
      env: { ...TOOLCHAIN, CGO_ENABLED: "0", GOFLAGS: "-mod=readonly -buildvcs=false" },
    });
    await rm(build, { recursive: true });
  },

  prepare: (_home, prepared) => mkdir(join(prepared, "folder", "data"), { mode: 0o700 }),
  // It makes the user when it first starts.
  adopt: async () => undefined,

  async launch(place) {
    return {
      command: {
        program: join(place.home, "ferretdb"),
        args: ["--handler=sqlite", "--sqlite-url=file:data/", "--state-dir=.", "--test-enable-new-auth"],
        cwd: place.folder,
        // By environment and not by arguments, which every user of the machine can read.
        env: {
          FERRETDB_LISTEN_ADDR: `127.0.0.1:${place.ports["client"]}`,
          FERRETDB_DEBUG_ADDR: "-",
          FERRETDB_TELEMETRY: "disable",
          // Collects a quarter as often: every document read is decoded into short-lived values. A fourth less work.
          GOGC: "400",
          FERRETDB_SETUP_DATABASE: "admin",
          FERRETDB_SETUP_USERNAME: MONGO_USERNAME,
          FERRETDB_SETUP_PASSWORD: place.secrets["password"] ?? "",
        },
      },
      readyLine: /Listening on TCP/,
    };
  },
};

function moduleFolder(json: string): string {
  const { Dir } = JSON.parse(json) as { Dir: string };
  return Dir;
}

/** @throws Error when the source is not the one that the change was written for. */
async function applyChange(source: string, { file, from, to }: Change): Promise<void> {
  const path = join(source, file);
  const text = await readFile(path, "utf8");
  if (!text.includes(from)) throw new Error(`${file} of FerretDB ${VERSION} has no ${from}`);
  await chmod(path, 0o644);
  await writeFile(path, text.replaceAll(from, to));
}

/** Go's module cache is read-only, and so is a copy of it. */
async function makeWritable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await makeWritable(join(folder, entry.name));
  }
}
