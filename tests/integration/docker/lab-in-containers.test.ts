// The lab as most people meet it: images, `docker compose up`, and a run in containers whose stores equal the truth.
import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Cli } from "@atelier/cli/app.ts";
import { createConsole } from "@atelier/cli/console.ts";
import { openProject, type Compose } from "@atelier/cli/docker/compose.ts";
import { readDrawn, verifyProject } from "@atelier/cli/docker/run-in-containers.ts";
import { createTranslate } from "@atelier/cli/language.ts";
import { LAB_PATHS } from "@atelier/contracts/source.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import { RunReport } from "@atelier/cli/report.ts";
import { startDockerDaemon, type DockerDaemon } from "../../harness/docker-daemon.ts";
import { atelierDone, makeStateHome } from "../../harness/command.ts";
import { unreachableEngines } from "../../harness/external.ts";
import { machine } from "../../harness/machine.ts";
import { runCommand } from "@atelier/engines/run-command.ts";
import { waitUntil } from "../../harness/wait-until.ts";

const execute = promisify(execFile);

/** Binary megabytes, as `mem_limit` counts them. */
const KIT_MB = { standard: 1843, lite: 1229 };
const REFERENCE_MB = 4096;
const PORTS_FROM = 21_000;

/** What a container may do, as Docker knows it: only this much, for the end of a long output is all that is kept. */
const FIELDS = {
  Name: z.string(),
  User: z.string(),
  Env: z.array(z.string()),
  Memory: z.number(),
  NanoCpus: z.number(),
  PidsLimit: z.number().nullable(),
  CapDrop: z.array(z.string()).nullable(),
  CapAdd: z.array(z.string()).nullable(),
  SecurityOpt: z.array(z.string()).nullable(),
  Privileged: z.boolean(),
  ReadonlyRootfs: z.boolean(),
  PortBindings: z.record(z.string(), z.array(z.object({ HostIp: z.string() }))),
  Binds: z.array(z.string()).nullable(),
} as const;
const Container = z.object(FIELDS);
const CONFIGURED = new Set(["User", "Env"]);
const FORMAT = `{${Object.keys(FIELDS)
  .map((name) => {
    const place = name === "Name" ? "" : CONFIGURED.has(name) ? ".Config" : ".HostConfig";
    return `"${name}":{{json ${place}.${name}}}`;
  })
  .join(",")}}`;
type Container = z.infer<typeof Container>;

let daemon: DockerDaemon;
let stateHome: string;

beforeAll(async () => {
  stateHome = await makeStateHome();
  daemon = await startDockerDaemon();
  Object.assign(process.env, daemon.environment);
  await atelierDone(stateHome, "images", "build", "--offline");
}, 1_200_000);

afterAll(async () => {
  await daemon.stop();
  await rm(stateHome, { recursive: true, force: true });
});

const containersOf = async (project: string): Promise<Container[]> => {
  const ids = await daemon.docker(
    "ps",
    "--all",
    "--quiet",
    `--filter=label=com.docker.compose.project=${project}`,
  );
  const names = ids.split("\n").filter(Boolean);
  // One at a time: all together are more than is kept of a command's output.
  return Promise.all(
    names.map(async (id) =>
      Container.parse(
        JSON.parse(await daemon.docker("inspect", "--type=container", `--format=${FORMAT}`, id)),
      ),
    ),
  );
};

const leftOf = async (project: string): Promise<string> => {
  const filter = `--filter=label=com.docker.compose.project=${project}`;
  const left = [
    await daemon.docker("ps", "--all", "--quiet", filter),
    await daemon.docker("volume", "ls", "--quiet", filter),
    await daemon.docker("network", "ls", "--quiet", filter),
  ];
  return left.join("").trim();
};

/** Ends a container's first process as a fault would: whoever stops it by Docker's command has meant it. */
async function crash(container: string): Promise<void> {
  const pid = Number(await daemon.docker("inspect", "--format={{.State.Pid}}", container));
  if (pid > 0) process.kill(pid, "SIGKILL");
}

describe("the case study in containers", () => {
  it("fills stores that equal the truth, ends with one JSON line, and leaves nothing behind", async () => {
    const line = await atelierDone(
      stateHome,
      "run",
      "--profile=docker",
      "--scale=0.1",
      "--seed=containers",
      "--json",
    );
    const report = RunReport.parse(JSON.parse(line));
    expect(report.differences).toEqual([]);
    expect(report.sources.every(({ found, expected }) => expected > 0 && found === expected)).toBe(true);
    expect(report.serving?.scored).toBeGreaterThan(1000);
    expect(report.serving?.different).toBe(0);
    expect(await daemon.docker("ps", "--all", "--quiet", "--filter=name=atelier-run-")).toBe("");
    expect(await daemon.docker("volume", "ls", "--quiet", "--filter=name=atelier-run-")).toBe("");
  });

  it("reaches the truth again although engines and loaders crash while the world goes on", async () => {
    const cli: Cli = {
      machine,
      language: "en",
      console: createConsole(machine),
      t: await createTranslate("en"),
    };
    const world = { seed: "crashes", scale: 0.1 };
    const compose = await openProject(cli, {
      name: "atelier-test-crashes",
      profiles: ["reference"],
      settings: { ATELIER_SEED: world.seed, ATELIER_SCALE: "0.1", ATELIER_TICK_EVERY: "86400" },
    });
    try {
      await compose.run("up", "--wait");
      expect((await verifyProject(cli, compose, world, nothing)).differences).toEqual([]);
      const { keys } = await readDrawn(compose);
      const tick = async () => {
        const answer = await fetch(`http://127.0.0.1:${compose.ports.SITE_PORT}${LAB_PATHS.tick}`, {
          method: "POST",
          headers: { "x-lab-key": keys.labKey },
        });
        expect(answer.status).toBe(200);
      };
      await tick();
      for (const service of CRASHED) await crash(`atelier-test-crashes-${service}-1`);
      await tick();
      // Those that give up while an engine is away come back with it.
      await waitUntil("containers that are all well again", () => isWhole(compose), { deadlineMs: 240_000 });
      await waitUntil(
        "stores that equal the truth again",
        async () => ((await equalsTruth(cli, compose, { ...world, ticks: 2 })) ? true : undefined),
        { deadlineMs: 240_000 },
      );
    } finally {
      await compose.remove();
    }
    expect(await leftOf("atelier-test-crashes")).toBe("");
  });
});

/** What was not collected yet is told as a difference, or as reviews without a score. */
const equalsTruth = (...[cli, compose, world]: [Cli, Compose, Parameters<typeof verifyProject>[2]]) =>
  verifyProject(cli, compose, world, nothing).then(
    ({ differences }) => differences.length === 0,
    (error: unknown) => {
      if (error instanceof ConfigError && error.code === "predictions-incomplete") return false;
      throw error;
    },
  );

const nothing = () => undefined;
const CRASHED = [
  "loader-postgres",
  "normaliser",
  "postgres",
  "loader-neo4j",
  "kafka",
  "mongo",
  "scorer",
  "scraper",
];

const isWhole = (compose: Compose): Promise<true | undefined> =>
  compose.run("up", "--wait", "--no-recreate").then(
    () => true,
    () => undefined,
  );

describe("the kit in containers", () => {
  const project = "atelier-test-kit";
  const settings: Record<string, string> = Object.fromEntries(
    ["KAFKA", "POSTGRES", "MONGO", "NEO4J", "SITE", "PARTNER", "REGISTRY", "PAGE", "BRIEF"].map(
      (name, index) => [`${name}_PORT`, String(PORTS_FROM + index)],
    ),
  );
  const compose = (...args: string[]) =>
    runCommand({
      program: "docker",
      args: ["compose", "--env-file=docker/offline/images.env", `--project-name=${project}`, ...args],
      cwd: machine.checkout,
      env: { ...daemon.environment, ...settings, ATELIER_SCALE: "0.1", ATELIER_SIZE: "lite" },
    });
  const secret = (...file: string[]) =>
    compose("run", "--rm", "--no-deps", "-T", "secrets", "services/secrets/main.ts", ...file);
  let containers: Container[];

  beforeAll(async () => {
    await compose("up", "--wait");
    containers = await containersOf(project);
  });
  afterAll(() => compose("down", "--volumes", "--timeout=5"));

  it("gives no container more than it needs", () => {
    const excess = containers.flatMap((host) => {
      const wrong = [
        host.CapDrop?.includes("ALL") ? "" : "capabilities",
        host.CapAdd?.length ? "added capabilities" : "",
        host.SecurityOpt?.includes("no-new-privileges:true") ? "" : "new privileges",
        host.Privileged ? "privileged" : "",
        host.Memory > 0 && host.NanoCpus > 0 && (host.PidsLimit ?? 0) > 0 ? "" : "a limit",
        /^(0|root)?(:|$)/.test(host.User) ? "root" : "",
        host.ReadonlyRootfs || host.Name.includes("neo4j") ? "" : "a root that can be written",
        (host.Binds ?? []).some((bind) => bind.includes("docker.sock")) ? "the daemon's socket" : "",
        Object.values(host.PortBindings)
          .flat()
          .every(({ HostIp }) => HostIp === "127.0.0.1")
          ? ""
          : "an open port",
      ];
      return wrong.filter(Boolean).map((what) => `${host.Name}: ${what}`);
    });
    expect(containers.length).toBeGreaterThanOrEqual(7);
    expect(excess).toEqual([]);
  });

  it("has no secret in what everybody may inspect", async () => {
    const drawn = await secret("keys", "drawn.json");
    const secrets = drawn.match(/[0-9a-f]{48,}/g) ?? [];
    expect(secrets.length).toBeGreaterThan(10);
    const shown = JSON.stringify(containers);
    expect(secrets.filter((one) => shown.includes(one))).toEqual([]);
  });

  it("shows the host its engines, with the candidate's variables, and the brief", async () => {
    const text = await secret("candidate", "environment");
    const environment = Object.fromEntries(
      [...text.matchAll(/^(\w+)='(.*)'$/gm)].map(([, name, value]) => [name, value]),
    );
    expect(await unreachableEngines(environment)).toEqual([]);
    const brief = await fetch(`http://127.0.0.1:${settings["BRIEF_PORT"]}/dossier.fr.html`);
    expect(brief.status).toBe(200);
    expect(await brief.text()).toContain("<html");
  });

  it("comes back when an engine has crashed, and keeps its data when it is stopped", async () => {
    const before = await secret("candidate", "environment");
    await crash(`${project}-postgres-1`);
    await compose("up", "--wait");
    await compose("down", "--timeout=20");
    await compose("up", "--wait");
    expect(await secret("candidate", "environment")).toBe(before);
  });

  it("refuses another world than the one that it has", async () => {
    const refused = runCommand({
      program: "docker",
      args: ["compose", `--project-name=${project}`, "run", "--rm", "--no-deps", "-T", "secrets"],
      cwd: machine.checkout,
      env: { ...daemon.environment, ...settings, ATELIER_SCALE: "0.2" },
    });
    await expect(refused).rejects.toThrow(/scale 0.1: ask for the same/);
  });

  it.each(["standard", "lite"] as const)("fits into the memory that its size promises (%s)", async (size) => {
    const limits = async (profiles: string[]) => {
      const { stdout: text } = await execute("docker", ["compose", ...profiles, "config", "--format=json"], {
        cwd: machine.checkout,
        env: { ...process.env, ATELIER_SIZE: size },
        maxBuffer: 1 << 24,
      });
      const { services } = z
        .object({ services: z.record(z.string(), z.object({ mem_limit: z.coerce.number() })) })
        .parse(JSON.parse(text));
      return Object.values(services).reduce((sum, { mem_limit: bytes }) => sum + bytes / 1024 ** 2, 0);
    };
    expect(await limits([])).toBeLessThanOrEqual(KIT_MB[size]);
    expect(await limits(["--profile=reference"])).toBeLessThanOrEqual(REFERENCE_MB);
  });

  it("leaves nothing when it is removed with its data", async () => {
    await compose("down", "--volumes", "--timeout=5");
    expect(await leftOf(project)).toBe("");
  });
});
