// Secrets on disk: whole or not at all, so that a service that was stopped half-way begins again where it was.
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { draw, Drawn, requireSameWorld } from "./drawn.ts";
import type { Files } from "./files.ts";

/** What was drawn before, or else now. @throws ConfigError when another world is asked for than the one there is */
export async function keepDrawn(config: Config): Promise<Drawn> {
  const folder = join(config.SECRETS_DIR, "keys");
  const text = await readFile(join(folder, "drawn.json"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text !== undefined) {
    const known = Drawn.parse(JSON.parse(text));
    requireSameWorld(known, config);
    return known;
  }
  const drawn = draw(config);
  await writeFiles(folder, { "drawn.json": JSON.stringify(drawn) }, 0o600);
  return drawn;
}

/** Readable by whoever has the folder: each is mounted where its consumer runs, and nowhere else. */
export async function writeFiles(folder: string, files: Files, mode = 0o444): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const target = join(folder, name);
    await rm(`${target}.new`, { force: true });
    await writeFile(`${target}.new`, content, { mode });
    await rename(`${target}.new`, target);
  }
}
