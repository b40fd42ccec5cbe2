// A Docker daemon for tests: the machine's own where one answers, else one of ours, with compose, stopped at the end.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cached } from "@atelier/engines/cache.ts";
import { defaultCacheDir, findProgram } from "@atelier/engines/host.ts";
import { cacheKey } from "@atelier/engines/install.ts";
import { runCommand } from "@atelier/engines/run-command.ts";
import { waitUntil } from "./wait-until.ts";

export interface DockerDaemon {
  /** What a docker command needs to reach it. */
  readonly environment: Readonly<Record<string, string>>;
  docker(...args: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

const START_MS = 60_000;
const PACKAGES = ["docker.io", "iptables", "debootstrap"];
const COMPOSE = {
  name: "compose",
  version: "2.40.3",
  revision: 1,
  sources: fileURLToPath(new URL("../tools/compose/", import.meta.url)),
};

export async function startDockerDaemon(): Promise<DockerDaemon> {
  await installPackages();
  const environment = { DOCKER_CONFIG: await composePlugin(), DOCKER_BUILDKIT: "0" };
  if (await answers(environment)) return daemonAt(environment, async () => undefined);
  const folder = await mkdtemp(join(tmpdir(), "atelier-docker-"));
  const socket = join(folder, "docker.sock");
  const log = join(folder, "docker.log");
  const words = await open(log, "w");
  const child = spawn(
    "dockerd",
    [
      // Layers stay for the next time.
      `--data-root=${join(defaultCacheDir(), "docker-daemon")}`,
      `--exec-root=${join(folder, "exec")}`,
      `--pidfile=${join(folder, "docker.pid")}`,
      `--host=unix://${socket}`,
      "--log-level=error",
    ],
    { stdio: ["ignore", words.fd, words.fd] },
  );
  await words.close();
  const ended = once(child, "exit");
  const ours = { ...environment, DOCKER_HOST: `unix://${socket}` };
  await waitUntil("a Docker daemon that answers", async () => (await answers(ours)) || undefined, {
    deadlineMs: START_MS,
    seen: () => readFileSync(log, "utf8").slice(-2000),
  });
  return daemonAt(ours, async () => {
    child.kill("SIGTERM");
    await ended;
    // The daemon leaves the host's own network namespace mounted where it kept the others.
    await runCommand({ program: "umount", args: [join(folder, "exec", "netns", "default")] }).catch(
      () => undefined,
    );
    await rm(folder, { recursive: true, force: true });
  });
}

const daemonAt = (environment: DockerDaemon["environment"], stop: () => Promise<void>): DockerDaemon => ({
  environment,
  docker: (...args) => runCommand({ program: "docker", args, env: environment }),
  stop,
});

const answers = (env: Readonly<Record<string, string>>): Promise<boolean> =>
  runCommand({ program: "docker", args: ["version"], env }).then(
    () => true,
    () => false,
  );

/** As root on Debian and Ubuntu, as everything that tests need. */
async function installPackages(): Promise<void> {
  const found = await Promise.all(["dockerd", "docker", "iptables", "debootstrap"].map(findProgram));
  if (!found.includes(undefined)) return;
  await runCommand({ program: "apt-get", args: ["update"] });
  await runCommand({
    program: "apt-get",
    args: ["install", "--yes", "--no-install-recommends", ...PACKAGES],
    env: { DEBIAN_FRONTEND: "noninteractive" },
  });
}

/** The plugin itself, built once from its Go module: Debian has none. @returns a folder for DOCKER_CONFIG */
async function composePlugin(): Promise<string> {
  return cached(defaultCacheDir(), await cacheKey(COMPOSE), async (folder) => {
    const build = join(folder, "build");
    await mkdir(build);
    for (const name of ["go.mod", "go.sum", "tools.go"])
      await copyFile(join(COMPOSE.sources, name), join(build, name));
    const target = join(folder, "cli-plugins", "docker-compose");
    const version = `-X github.com/docker/compose/v2/internal.Version=v${COMPOSE.version}`;
    await runCommand({
      program: "go",
      args: [
        "build",
        "-trimpath",
        `-ldflags=-s -w ${version}`,
        "-o",
        target,
        "github.com/docker/compose/v2/cmd",
      ],
      cwd: build,
      env: { GOTOOLCHAIN: "auto", GOFLAGS: "-mod=readonly", CGO_ENABLED: "0" },
    });
    await rm(build, { recursive: true });
  });
}
