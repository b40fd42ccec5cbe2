// `./atelier images`: builds our images, and their stand-ins where no registry answers; packs them for a classroom.
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Cli } from "../app.ts";
import { runStages, type Stage } from "../progress.ts";
import packageJson from "../package.json" with { type: "json" };
import { findDocker, type Docker } from "./docker.ts";
import { OFFLINE_IMAGES, offlineStage } from "./offline-images.ts";

/** In the order of their making: each service's image begins with the runtime's. */
const OURS = [
  "runtime",
  "secrets",
  "source",
  "brief",
  "etl",
  "scraper",
  "trainer",
  "scorer",
  "model-api",
  "dashboard",
] as const;

const VERSION = packageJson.version;
const tagOf = (name: string) => `atelier/${name}:${VERSION}`;
const ALL = [...OURS.slice(1).map(tagOf), ...OFFLINE_IMAGES.map(({ tag }) => tag)];

export async function buildImages(cli: Cli, { offline }: { readonly offline: boolean }): Promise<number> {
  const docker = await findDocker(cli);
  const standIns = offline ? OFFLINE_IMAGES.map((image) => offlineStage(cli, docker, image)) : [];
  const ours = OURS.map((name) => ourStage(docker, name, offline));
  await runStages(cli.console, [...standIns, ...ours]);
  cli.console.print(cli.t(offline ? "images.builtOffline" : "images.built", { count: OURS.length }));
  return 0;
}

/** Where nothing can be pulled: the stand-ins, and the host's network to reach package registries. */
const OFFLINE = [
  "--network=host",
  "--build-arg=NODE_IMAGE=atelier/offline-node:latest",
  "--build-arg=DEBIAN_IMAGE=atelier/offline-debian:bookworm",
];

function ourStage(docker: Docker, name: (typeof OURS)[number], offline: boolean): Stage {
  return {
    title: tagOf(name),
    async run() {
      await docker.run(
        [
          "build",
          `--tag=${tagOf(name)}`,
          `--file=docker/${name}/Dockerfile`,
          `--build-arg=RUNTIME_IMAGE=${tagOf("runtime")}`,
          ...(offline ? OFFLINE : []),
          ".",
        ],
        // The stand-ins are no registry's: the classic builder takes them from the daemon, and needs no plugin.
        offline ? { env: { DOCKER_BUILDKIT: "0" } } : {},
      );
    },
  };
}

/** Every image that is there into one archive. */
export async function saveImages(cli: Cli, file: string): Promise<number> {
  const docker = await findDocker(cli);
  const known = (await docker.run(["images", "--format", "{{.Repository}}:{{.Tag}}"])).split("\n");
  const present = ALL.filter((tag) => known.includes(tag));
  const target = resolve(file);
  try {
    await docker.run(["save", `--output=${target}`, ...present]);
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
  cli.console.print(cli.t("images.saved", { count: present.length, file: target }));
  return 0;
}

export async function loadImages(cli: Cli, file: string): Promise<number> {
  const docker = await findDocker(cli);
  await docker.run(["load", `--input=${resolve(file)}`]);
  cli.console.print(cli.t("images.loaded", { file: resolve(file) }));
  return 0;
}

/** The file that has compose take the stand-ins. */
export const offlineEnvironmentFile = (checkout: string) => join(checkout, "docker/offline/images.env");
