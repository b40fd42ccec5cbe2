// Programs of the distribution's packages, unpacked into a folder of ours: nothing is installed on the machine, no system service begins.
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Workshop } from "./engine.ts";
import { findProgram } from "./host.ts";
import { runCommand } from "./run-command.ts";

/** The version that apt would take, without the distribution's own suffix. @throws ConfigError where apt knows none */
export async function packageVersion(name: string): Promise<string> {
  if (!(await findProgram("apt-cache"))) {
    throw new ConfigError(
      "no-apt",
      `${name} is taken from Debian's or Ubuntu's packages, and there is no apt here`,
    );
  }
  const version = parseCandidate(await runCommand({ program: "apt-cache", args: ["policy", name] }));
  if (version) return version;
  throw new ConfigError("no-package", `apt knows no package ${name}: apt-get update`);
}

/** The archive from which apt takes Debian 12. @throws ConfigError where it knows none */
export async function aptArchive(): Promise<string> {
  const archive = parseArchive(await runCommand({ program: "apt-cache", args: ["policy"] }));
  if (archive) return archive;
  throw new ConfigError(
    "no-package",
    "apt knows no archive of Debian 12 (bookworm): see /etc/apt/sources.list.d",
  );
}

/** Reads what `apt-cache policy` prints of all archives. */
export function parseArchive(policy: string): string | undefined {
  return /^ *\d+ (https?:\S+) bookworm\/main /m.exec(policy)?.[1];
}

/** Reads what `apt-cache policy` prints of one package. */
export function parseCandidate(policy: string): string | undefined {
  return /^ +Candidate: (?:\d+:)?(\d[\d.]*)/m.exec(policy)?.[1];
}

/**
 * Unpacks a package, and of those it depends on the ones that `alsoNeeded` names. apt holds what it downloads to the
 * hashes of the signed list.
 */
export async function unpackPackage(
  name: string,
  home: string,
  { run }: Workshop,
  alsoNeeded = /^$/,
): Promise<void> {
  const downloads = join(home, "downloads");
  await mkdir(downloads);
  const fetch = (names: readonly string[]) =>
    run({ program: "apt-get", args: ["download", ...names], cwd: downloads });
  const archives = async () => (await readdir(downloads)).map((file) => join(downloads, file));
  await fetch([name]);
  const [archive = ""] = await archives();
  const needed = parseDepends(await run({ program: "dpkg-deb", args: ["--field", archive, "Depends"] }));
  const more = needed.filter((one) => alsoNeeded.test(one));
  if (more.length > 0) await fetch(more);
  for (const file of await archives()) await run({ program: "dpkg-deb", args: ["--extract", file, home] });
  await rm(downloads, { recursive: true });
}

/** Names in a control field such as `libc6 (>= 2.34), libjs-jquery | jquery`; of alternatives the first. */
export function parseDepends(field: string): string[] {
  return field
    .split(",")
    .map((one) => /[a-z0-9][a-z0-9+.-]+/.exec(one)?.[0] ?? "")
    .filter((name) => name !== "");
}
