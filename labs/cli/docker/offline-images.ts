// Stand-ins for images of a registry, made of packages alone: docker/offline says what each stands for.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cached } from "@atelier/engines/cache.ts";
import { aptArchive } from "@atelier/engines/debian.ts";
import { installedHome } from "@atelier/engines/engines.ts";
import { defaultCacheDir, findProgram } from "@atelier/engines/host.ts";
import { runCommand } from "@atelier/engines/run-command.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Cli } from "../app.ts";
import type { Stage } from "../progress.ts";
import type { Docker } from "./docker.ts";

interface OfflineImage {
  readonly name: string;
  readonly tag: string;
  /** Adds to the folder of the image's recipe what the recipe copies. */
  readonly gather?: (folder: string, cli: Cli) => Promise<void>;
}

const latest = (name: string): Pick<OfflineImage, "name" | "tag"> => ({
  name,
  tag: `atelier/offline-${name}:latest`,
});

/** In the order of their making: all others begin with Debian. */
export const OFFLINE_IMAGES: readonly OfflineImage[] = [
  { name: "debian", tag: "atelier/offline-debian:bookworm" },
  { ...latest("node"), gather: gatherNode },
  { ...latest("kafka"), gather: (folder) => gatherEngine("kafka", ["lib"], folder) },
  { ...latest("postgres") },
  { ...latest("mongo"), gather: (folder) => gatherEngine("mongo", ["ferretdb"], folder) },
  { ...latest("neo4j"), gather: (folder) => gatherEngine("neo4j", ["lib", "server.jar"], folder) },
  { ...latest("prometheus") },
  { ...latest("alertmanager") },
];

export function offlineStage(cli: Cli, docker: Docker, image: OfflineImage): Stage {
  const { name, tag } = image;
  return {
    title: tag,
    run: () => (name === "debian" ? importDebian(cli, docker, tag) : build(cli, docker, image)),
  };
}

async function build(cli: Cli, docker: Docker, { name, tag, gather }: OfflineImage): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "atelier-image-"));
  try {
    await cp(join(cli.machine.checkout, "docker/offline", name), folder, { recursive: true });
    await gather?.(folder, cli);
    await docker.run(["build", "--network=host", `--tag=${tag}`, folder], { env: { DOCKER_BUILDKIT: "0" } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Nothing of what is built on it is built anew while it stays the same image. */
async function importDebian({ t, machine }: Cli, docker: Docker, tag: string): Promise<void> {
  const present = await docker.run(["images", "--quiet", tag]);
  if (present.trim() !== "") return;
  if (!(await findProgram("debootstrap")) || machine.userId !== 0) {
    throw new ConfigError("no-debootstrap", t("error.noDebootstrap"));
  }
  const run = (program: string, ...args: string[]) => runCommand({ program, args }, "", machine.interrupted);
  const folder = await cached(defaultCacheDir(), "debian-bookworm-minbase", async (target) => {
    const root = join(target, "root");
    const archive = await aptArchive();
    await run("debootstrap", "--variant=minbase", "--include=ca-certificates", "bookworm", root, archive);
    const leftOut = [
      "./var/cache/apt/archives/*.deb",
      "./var/lib/apt/lists/*",
      "./dev/*",
      "./proc/*",
      "./sys/*",
    ];
    const excludes = leftOut.map((pattern) => `--exclude=${pattern}`);
    await run("tar", "-C", root, "--numeric-owner", ...excludes, "-cf", join(target, "root.tar"), ".");
    await rm(root, { recursive: true });
  });
  await docker.run(["import", join(folder, "root.tar"), tag]);
}

async function gatherEngine(
  name: "kafka" | "mongo" | "neo4j",
  parts: readonly string[],
  folder: string,
): Promise<void> {
  const home = await installedHome(name);
  for (const part of parts) await cp(join(home, part), join(folder, part), { recursive: true });
}

/** This checkout's Node and the machine's npm; certificates that the machine trusts beside the usual ones. */
async function gatherNode(folder: string, { machine, t }: Cli): Promise<void> {
  await cp(machine.node, join(folder, "node"), { dereference: true });
  const npm = await findProgram("npm");
  if (!npm) throw new ConfigError("missing-tool", t("error.noNpm"));
  const program = await runCommand({ program: "readlink", args: ["-f", npm] });
  await cp(dirname(dirname(program.trim())), join(folder, "npm"), { recursive: true });
  const extra = machine.environment["NODE_EXTRA_CA_CERTS"];
  await writeFile(join(folder, "certificates.crt"), extra ? await readFile(extra) : "");
}
