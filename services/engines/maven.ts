// Fetches a server's jars from Maven, exactly those that were pinned when its recipe was written.
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Workshop } from "./engine.ts";

const COPY_DEPENDENCIES = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

/** Copies what `<recipe>/pom.xml` depends on into `<home>/lib` and checks each file against `<recipe>/jars.sha256`. */
export async function installJars(recipe: string, home: string, workshop: Workshop): Promise<void> {
  const folder = join(home, "lib");
  await workshop.run({
    program: "mvn",
    args: [
      "-q",
      "-B",
      "-f",
      join(recipe, "pom.xml"),
      COPY_DEPENDENCIES,
      `-DoutputDirectory=${folder}`,
      "-DincludeScope=runtime",
    ],
    cwd: home,
  });
  const pinned = parseSums(await readFile(join(recipe, "jars.sha256"), "utf8"));
  const found = new Map<string, string>();
  for (const name of await readdir(folder)) {
    found.set(
      name,
      createHash("sha256")
        .update(await readFile(join(folder, name)))
        .digest("hex"),
    );
  }
  const differences = compareSums(pinned, found);
  if (differences.length > 0) {
    throw new ConfigError(
      "artifact-mismatch",
      `The artifacts of ${recipe} are not the pinned ones: ${differences.slice(0, 5).join(", ")}. ` +
        "Empty the local Maven repository (~/.m2) and check the mirror in ~/.m2/settings.xml",
    );
  }
}

/** Reads `sha256sum` output: file name → hash. */
export function parseSums(text: string): Map<string, string> {
  const sums = new Map<string, string>();
  for (const line of text.split("\n")) {
    const match = /^([0-9a-f]{64}) [ *](.+)$/.exec(line);
    if (match?.[1] && match[2]) sums.set(match[2], match[1]);
  }
  return sums;
}

/** What is missing, additional or changed in `found`, in words. */
export function compareSums(
  pinned: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): string[] {
  const missing = [...pinned.keys()].filter((name) => !found.has(name)).map((name) => `${name} is missing`);
  const wrong = [...found]
    .filter(([name, hash]) => pinned.get(name) !== hash)
    .map(([name]) => (pinned.has(name) ? `${name} has another hash` : `${name} is not in the list`));
  return [...missing, ...wrong];
}
