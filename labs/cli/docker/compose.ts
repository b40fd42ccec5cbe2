// One deployment by docker compose: its project, its ports, and the images it is made from.
import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { freePorts } from "@atelier/engines/ports.ts";
import type { Cli } from "../app.ts";
import { findDocker, type Docker } from "./docker.ts";
import { offlineEnvironmentFile } from "./images.ts";

const PORTS = [
  "KAFKA_PORT",
  "POSTGRES_PORT",
  "MONGO_PORT",
  "NEO4J_PORT",
  "SITE_PORT",
  "PARTNER_PORT",
  "REGISTRY_PORT",
  "PAGE_PORT",
  "BRIEF_PORT",
  "MODEL_API_PORT",
  "DASHBOARD_PORT",
  "PROMETHEUS_PORT",
  "ALERTMANAGER_PORT",
] as const;
type Ports = Readonly<Record<(typeof PORTS)[number], number>>;

export interface Compose {
  readonly ports: Ports;
  /** Runs `docker compose …` for this project to its end. @returns standard output, its last 4,000 characters */
  run(...args: readonly string[]): Promise<string>;
  /** What a service has written. */
  logs(service: string): Readable;
  /** Containers, networks and volumes, whatever happened. */
  remove(): Promise<void>;
}

export interface Project {
  readonly name: string;
  readonly profiles: readonly string[];
  /** Variables of `.env` for this project alone. */
  readonly settings: Readonly<Record<string, string>>;
}

/** A project with free ports of its own, so that it stands beside any other. */
export async function openProject(cli: Cli, { name, profiles, settings }: Project): Promise<Compose> {
  const docker = await findDocker(cli);
  const free = await freePorts(PORTS.length);
  const ports = Object.fromEntries(PORTS.map((port, index) => [port, free[index] ?? 0])) as Ports;
  const env = {
    ...Object.fromEntries(Object.entries(ports).map(([port, value]) => [port, String(value)])),
    ...settings,
  };
  const common = [
    "compose",
    `--project-name=${name}`,
    ...profiles.map((profile) => `--profile=${profile}`),
    ...((await takesStandIns(docker)) ? [`--env-file=${offlineEnvironmentFile(cli.machine.checkout)}`] : []),
  ];
  return {
    ports,
    run: (...args) => docker.run([...common, ...args], { env }),
    logs(service) {
      const child = spawn("docker", [...common, "logs", "--no-color", "--no-log-prefix", service], {
        cwd: cli.machine.checkout,
        env: { ...cli.machine.environment, ...env },
        stdio: ["ignore", "pipe", "ignore"],
      });
      return child.stdout;
    },
    async remove() {
      await docker.run([...common, "down", "--volumes", "--remove-orphans", "--timeout=5"], {
        env,
        always: true,
      });
    },
  };
}

/** Where the registry's images are not, and the stand-ins are. */
async function takesStandIns(docker: Docker): Promise<boolean> {
  const isThere = async (image: string) => (await docker.run(["images", "--quiet", image])).trim() !== "";
  return !(await isThere("apache/kafka")) && (await isThere("atelier/offline-kafka"));
}
