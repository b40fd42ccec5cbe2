// Installs a peer once into the cache: its folder here is copied beside what its own package manager brings, under
// a name that changes with any of its files. The repository itself never depends on a peer.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Settings } from "../bench.ts";

const run = promisify(execFile);

/** A command and its arguments, run in the peer's folder in the cache. */
type Step = readonly [string, ...string[]];

const STEPS = {
  bento: [["go", "build", "-o", "bento", "."]],
  connect: [
    ["mvn", "-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=lib", "-DincludeScope=runtime"],
  ],
  crawlee: [["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]],
  serve: [
    ["python3", "-m", "venv", "venv"],
    ["venv/bin/pip", "install", "-q", "-r", "requirements.txt"],
  ],
  scrapy: [
    ["python3", "-m", "venv", "venv"],
    ["venv/bin/pip", "install", "-q", "-r", "requirements.txt"],
  ],
} as const satisfies Record<string, readonly Step[]>;

export type PeerName = keyof typeof STEPS;

export type InstalledPeer = { readonly folder: string } | { readonly absent: string };

const INSTALL_LIMIT_MS = 20 * 60_000;

export async function installPeer(name: PeerName, settings: Settings): Promise<InstalledPeer> {
  const source = join(import.meta.dirname, name);
  const folder = join(settings.cacheFolder, `${name}-${await hashOf(source)}`);
  const done = join(folder, ".installed");
  if (await stat(done).catch(() => undefined)) return { folder };
  settings.say(`installing ${name} into ${folder}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(settings.cacheFolder, { recursive: true });
  await cp(source, folder, { recursive: true });
  for (const [command, ...args] of STEPS[name]) {
    try {
      await run(command, args, { cwd: folder, timeout: INSTALL_LIMIT_MS, env: settings.environment });
    } catch (error) {
      const [why] = (error instanceof Error ? error.message : String(error)).split("\n");
      return { absent: `${name} cannot be installed: ${why}` };
    }
  }
  await writeFile(done, "");
  return { folder };
}

async function hashOf(folder: string): Promise<string> {
  const hash = createHash("sha256");
  for (const file of (await readdir(folder)).toSorted()) {
    hash.update(`${file}\0`).update(await readFile(join(folder, file)));
  }
  return hash.digest("hex").slice(0, 12);
}
