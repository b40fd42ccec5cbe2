// MongoDB's own server where the machine has one; it is never installed by us.
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient } from "mongodb";
import type { EngineRecipe, Launch, Place } from "../engine.ts";
import { findProgram } from "../host.ts";
import { runCommand } from "../run-command.ts";
import { MONGO_USERNAME } from "./ferretdb.ts";

/** A recipe for the `mongod` on the PATH; undefined where there is none. */
export async function findMongod(): Promise<EngineRecipe | undefined> {
  const program = await findProgram("mongod");
  if (!program) return undefined;
  const words = await runCommand({ program, args: ["--version"] });
  return mongod(program, parseVersion(words));
}

/** Reads what `mongod --version` prints. */
export function parseVersion(words: string): string {
  return /db version v([\d.]+)/.exec(words)?.[1] ?? "of unknown version";
}

export function mongod(program: string, version: string): EngineRecipe {
  const launch = (place: Place, args: readonly string[]): Launch => ({
    command: {
      program,
      args: ["--dbpath", "data", "--wiredTigerCacheSizeGB", "0.25", ...args],
      cwd: place.folder,
    },
    readyLine: /Waiting for connections/,
  });
  return {
    name: "mongo",
    version: `mongod ${version}`,
    revision: 1,
    ports: ["client"],
    secrets: ["password"],
    stopSignal: "SIGTERM",
    discardSignal: "SIGKILL",
    install: async () => undefined,
    prepare: (_home, prepared) => mkdir(join(prepared, "folder", "data"), { mode: 0o700 }),

    async adopt(place, workshop) {
      // Its first user is made through a socket in a folder that only we can enter: never reachable without a login.
      // Not in the set's folder, whose path may be longer than a socket's can.
      const folder = await mkdtemp(join(tmpdir(), "atelier-"));
      const socket = join(folder, "mongod.sock");
      try {
        await workshop.rehearse(launch(place, ["--bind_ip", socket]), () =>
          createUser(socket, place.secrets["password"] ?? ""),
        );
      } finally {
        await rm(folder, { recursive: true });
      }
    },

    launch: async (place) =>
      launch(place, [
        "--auth",
        "--bind_ip",
        "127.0.0.1",
        "--port",
        String(place.ports["client"]),
        "--nounixsocket",
      ]),
  };
}

async function createUser(socket: string, password: string): Promise<void> {
  const client = new MongoClient(`mongodb://${encodeURIComponent(socket)}`);
  try {
    await client.db("admin").command({ createUser: MONGO_USERNAME, pwd: password, roles: ["root"] });
  } finally {
    await client.close();
  }
}
