// Neo4j community with Bolt; the small main class beside its pom replaces the launcher that Maven does not carry.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command, EngineRecipe, Place } from "../engine.ts";
import { installJars } from "../maven.ts";
import { freePorts } from "../ports.ts";
import { archivingLaunch, jvmOptions } from "./jvm.ts";

const RECIPE = fileURLToPath(new URL("../../../docker/engines/neo4j/", import.meta.url));

export const NEO4J_USERNAME = "neo4j";

export const neo4j: EngineRecipe = {
  name: "neo4j",
  version: "5.26.30",
  revision: 2,
  sources: RECIPE,
  ports: ["bolt"],
  secrets: ["password"],
  stopSignal: "SIGTERM",
  discardSignal: "SIGKILL",

  async install(home, workshop) {
    await installJars(RECIPE, home, workshop);
    await workshop.run({
      program: "javac",
      args: ["-cp", join(home, "lib", "*"), "-d", join(home, "main"), join(RECIPE, "Neo4jServer.java")],
    });
    // Only classes in jars go into the JVM's archive.
    await workshop.run({
      program: "jar",
      args: ["--create", "--file", "server.jar", "-C", "main", "."],
      cwd: home,
    });
  },

  async prepare(home, prepared, workshop) {
    const place = { home, prepared, folder: join(prepared, "folder"), secrets: {} };
    await workshop.run(command(place, ["data"]));
    const [bolt = 0] = await freePorts(1);
    const launch = await this.launch({ ...place, ports: { bolt } });
    await workshop.rehearse(archivingLaunch(launch, prepared));
  },

  async adopt({ folder, secrets }) {
    await writeFile(join(folder, "first-password"), `${secrets["password"]}\n`, { mode: 0o600 });
  },

  async launch(place) {
    const address = `127.0.0.1:${place.ports["bolt"]}`;
    return {
      command: command(place, ["data", address, "first-password"]),
      readyLine: /^ATELIER READY$/m,
    };
  },
};

function command(
  { home, prepared, folder }: Pick<Place, "home" | "prepared" | "folder">,
  args: readonly string[],
): Command {
  return {
    program: "java",
    args: [
      ...jvmOptions(prepared, 448),
      ...["java.nio", "java.io", "sun.nio.ch"].flatMap((name) => [
        "--add-opens",
        `java.base/${name}=ALL-UNNAMED`,
      ]),
      "-cp",
      [join(home, "server.jar"), join(home, "lib", "*")].join(":"),
      "Neo4jServer",
      ...args,
    ],
    cwd: folder,
  };
}
