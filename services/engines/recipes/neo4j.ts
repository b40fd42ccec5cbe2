// Neo4j community with Bolt; the small main class beside its pom replaces the launcher that Maven does not carry.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { EngineRecipe } from "../engine.ts";
import { installJars } from "../maven.ts";

const RECIPE = fileURLToPath(new URL("../../../docker/engines/neo4j/", import.meta.url));

export const NEO4J_USERNAME = "neo4j";

export const neo4j: EngineRecipe = {
  name: "neo4j",
  version: "5.26.30",
  revision: 1,
  sources: RECIPE,
  ports: ["bolt"],
  secrets: ["password"],
  stopSignal: "SIGTERM",

  async install(home, workshop) {
    await installJars(RECIPE, home, workshop);
    await workshop.run({
      program: "javac",
      args: ["-cp", join(home, "lib", "*"), "-d", join(home, "main"), join(RECIPE, "Neo4jServer.java")],
    });
  },

  async prepare(home, folder, workshop) {
    await workshop.run({ program: "java", args: [...javaOptions(home), "Neo4jServer", "data"], cwd: folder });
  },

  async adopt({ folder, secrets }) {
    await writeFile(join(folder, "first-password"), `${secrets["password"]}\n`, { mode: 0o600 });
  },

  async launch({ home, folder, ports }) {
    const address = `127.0.0.1:${ports["bolt"]}`;
    return {
      command: {
        program: "java",
        args: [...javaOptions(home), "Neo4jServer", "data", address, "first-password"],
        cwd: folder,
      },
      readyLine: /^ATELIER READY$/m,
    };
  },
};

function javaOptions(home: string): string[] {
  return [
    "-Xms128m",
    "-Xmx448m",
    "-XX:+UseSerialGC",
    "-XX:+ExitOnOutOfMemoryError",
    ...["java.nio", "java.io", "sun.nio.ch"].flatMap((name) => [
      "--add-opens",
      `java.base/${name}=ALL-UNNAMED`,
    ]),
    "-cp",
    [join(home, "main"), join(home, "lib", "*")].join(":"),
  ];
}
