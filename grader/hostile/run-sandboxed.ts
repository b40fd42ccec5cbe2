// The same programs behind the walls: no network, our code and the given files read only, one folder to write to.
import { chown } from "node:fs/promises";
import { join } from "node:path";
import { commandEnvironment } from "../exam/sandboxed-commands.ts";
import type { Toolchains } from "../exam/toolchains.ts";
import type { SandboxRun } from "../phases/stage-commands.ts";
import type { RunHostile } from "./hostile.ts";
import { REPOSITORY } from "./run-plain.ts";

interface Bind {
  readonly host: string;
  readonly seen: string;
}

/** The part of a sandbox that is needed here. */
export interface HostileSandbox {
  readonly user: number;
  run(command: {
    readonly name: string;
    readonly command: readonly string[];
    readonly network: "none";
    readonly readOnly: readonly Bind[];
    readonly writable: readonly Bind[];
    readonly environment: Readonly<Record<string, string>>;
    readonly cwd: string;
    readonly limits: {
      readonly memoryBytes: number;
      readonly cpuCores: number;
      readonly pids: number;
      readonly fileBytes: number;
      readonly temporaryBytes: number;
      readonly wallMs: number;
      readonly outputBytes: number;
    };
  }): Promise<SandboxRun>;
}

const given = (folders: Readonly<Record<string, string>>): (Bind & { key: string })[] =>
  Object.entries(folders).map(([key, host]) => ({ key, host, seen: `/given/${key}` }));

const CODE = "/opt/grader";
/** Of the repository: what the programs import, and nothing that could tell a world. */
const CODE_PARTS = ["grader", "services/contracts", "services/platform", "node_modules", "package.json"];
const MB = 2 ** 20;
let runs = 0;

export function runSandboxed(sandbox: HostileSandbox, toolchains: Toolchains): RunHostile {
  return async (program) => {
    const readOnly = given(program.reads);
    const writable = given(program.writes);
    for (const { host } of writable) await chown(host, sandbox.user, sandbox.user);
    const seen = Object.fromEntries([...readOnly, ...writable].map(({ key, seen: path }) => [key, path]));
    runs += 1;
    return sandbox.run({
      name: `${program.name}-${runs}`,
      command: [
        "/opt/node/bin/node",
        `--max-old-space-size=${Math.floor(program.memoryBytes / 2 / MB)}`,
        `${CODE}/${program.program}`,
        JSON.stringify({ ...program.settings, ...seen }),
      ],
      network: "none",
      readOnly: [
        ...toolchains.folders,
        ...CODE_PARTS.map((part) => ({ host: join(REPOSITORY, part), seen: `${CODE}/${part}` })),
        ...readOnly.map(({ host, seen: path }) => ({ host, seen: path })),
      ],
      writable: writable.map(({ host, seen: path }) => ({ host, seen: path })),
      environment: { ...commandEnvironment(toolchains), LC_ALL: "C.UTF-8" },
      cwd: "/",
      limits: {
        memoryBytes: program.memoryBytes,
        cpuCores: 2,
        pids: 64,
        fileBytes: program.diskBytes,
        temporaryBytes: 16 * MB,
        wallMs: program.wallMs,
        outputBytes: MB,
      },
    });
  };
}
