// What the native profile needs on a machine, how to see that it is there, and the one line that installs it.
import { readFile } from "node:fs/promises";
import { findProgram, isRoot } from "./host.ts";
import { runCommand } from "./run-command.ts";

export interface Requirement {
  readonly name: string;
  /** Version or path of what is there; null where it is missing or too old. */
  readonly found: string | null;
  readonly needed: string;
  /** To be run as root on Debian and Ubuntu. */
  readonly installCommand: string;
  /** For apt-get; empty where the command is more than an installation of packages. */
  readonly packages: readonly string[];
}

interface Check {
  readonly name: string;
  readonly needed: string;
  readonly packages: readonly string[];
  readonly installCommand?: string;
  find(): Promise<string | null>;
}

/** Checks all at the same time; takes about a second. Never throws for something missing. */
export async function checkRequirements(): Promise<Requirement[]> {
  const release = parseRelease(await readFile("/etc/os-release", "utf8").catch(() => ""));
  return Promise.all(
    checks(release).map(async ({ name, needed, packages, installCommand, find }) => ({
      name,
      needed,
      packages,
      found: await find(),
      installCommand: installCommand ?? `apt-get install -y --no-install-recommends ${packages.join(" ")}`,
    })),
  );
}

function checks(release: { id: string; codename: string }): Check[] {
  return [
    {
      name: "java",
      needed: "a JDK 17 or later, for Kafka and Neo4j",
      packages: ["default-jdk-headless"],
      // The compiler is what tells a JDK from a mere runtime.
      find: () => versionOf("javac", ["-version"], /javac (\d+)(?:\.\d+)*/, [17]),
    },
    {
      name: "maven",
      needed: "Maven 3.6 or later, to fetch Kafka and Neo4j",
      packages: ["maven"],
      find: () => versionOf("mvn", ["--version"], /Apache Maven (\d+)\.(\d+)[.\d]*/, [3, 6]),
    },
    { name: "go", needed: "Go 1.22 or later, to build FerretDB", ...goPackages(release), find: findGo },
    {
      name: "util-linux",
      needed: "flock, setpriv, unshare and nsenter",
      packages: ["util-linux"],
      find: () => allPrograms(["flock", "setpriv", "unshare", "nsenter"]),
    },
    {
      name: "network namespaces",
      needed: "permission to create one, to keep a set of engines apart",
      packages: [],
      installCommand:
        "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 kernel.unprivileged_userns_clone=1",
      find: findNamespaces,
    },
    { name: "iproute2", needed: "ip, for the network namespaces", packages: ["iproute2"], find: findIp },
    {
      name: "bubblewrap",
      needed: "bubblewrap 0.8 or later, for the sandbox of submissions",
      packages: ["bubblewrap"],
      find: () => versionOf("bwrap", ["--version"], /bubblewrap (\d+)\.(\d+)[.\d]*/, [0, 8]),
    },
    {
      name: "e2fsprogs",
      needed: "mkfs.ext4, for the sandbox of submissions",
      packages: ["e2fsprogs"],
      find: findFormatter,
    },
    {
      name: "chromium",
      needed: "Chromium, for pages that are rendered by JavaScript",
      // Debian's has no window, and does without what draws one.
      packages: [release.id === "ubuntu" ? "chromium-browser" : "chromium-headless-shell"],
      find: async () =>
        (await Promise.all(BROWSERS.map(findProgram))).find((path) => path !== undefined) ?? null,
    },
  ];
}

/** Programs that we know how to drive, the lightest first. */
export const BROWSERS = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

/** Debian 12 has a Go that is too old; its backports have one that is not. */
function goPackages({ codename }: { codename: string }): Pick<Check, "packages" | "installCommand"> {
  if (codename !== "bookworm") return { packages: ["golang-go"] };
  const list = "/etc/apt/sources.list.d/bookworm-backports.list";
  // From wherever this machine has its packages.
  const line = String.raw`s|^.* \(http[^ ]*\) bookworm/main .*|deb \1 bookworm-backports main|p`;
  return {
    packages: [],
    installCommand:
      `apt-cache policy | sed -n '${line}' | head -n 1 > ${list} && apt-get update && ` +
      "apt-get install -y --no-install-recommends -t bookworm-backports golang-go",
  };
}

const findGo = () => versionOf("go", ["version"], /go(\d+)\.(\d+)[.\d]*/, [1, 22]);

async function findIp(): Promise<string | null> {
  if (await findProgram("ip")) return "ip";
  return output("/usr/sbin/ip", ["-V"]).then(
    () => "/usr/sbin/ip",
    () => null,
  );
}

/** Out of an ordinary user's PATH on Debian, as `ip` is. */
async function findFormatter(): Promise<string | null> {
  if (await findProgram("mkfs.ext4")) return "mkfs.ext4";
  return output("/usr/sbin/mkfs.ext4", ["-V"]).then(
    () => "/usr/sbin/mkfs.ext4",
    () => null,
  );
}

async function findNamespaces(): Promise<string | null> {
  const enter = isRoot() ? ["-n"] : ["-U", "--map-current-user", "-n"];
  return output("unshare", [...enter, "true"]).then(
    () => "allowed",
    () => null,
  );
}

async function allPrograms(names: readonly string[]): Promise<string | null> {
  const found = await Promise.all(names.map(findProgram));
  return found.includes(undefined) ? null : names.join(", ");
}

async function versionOf(
  program: string,
  args: readonly string[],
  pattern: RegExp,
  least: readonly number[],
): Promise<string | null> {
  const text = await output(program, args).catch(() => "");
  return acceptVersion(text, pattern, least);
}

/** The version in a program's own words, or null when it is not there or lower than `least`, number by number. */
export function acceptVersion(text: string, pattern: RegExp, least: readonly number[]): string | null {
  const match = pattern.exec(text);
  if (!match) return null;
  for (const [index, limit] of least.entries()) {
    const part = Number(match[index + 1] ?? 0);
    if (part !== limit) return part > limit ? match[0] : null;
  }
  return match[0];
}

/** Reads os-release(5). */
export function parseRelease(text: string): { id: string; codename: string } {
  const value = (name: string) => new RegExp(`^${name}="?([^"\n]*)"?$`, "m").exec(text)?.[1] ?? "";
  return { id: value("ID"), codename: value("VERSION_CODENAME") };
}

const output = (program: string, args: readonly string[]) => runCommand({ program, args });
