// The submission's commands in the sandbox: its own files at /work, what it reports in /output, what it is given in /supplied,
// and the languages of the machine.
import { STAGE_LIMITS } from "../sandbox/limits.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { CommandSandbox } from "./commands.ts";
import type { Toolchains } from "./toolchains.ts";

export const SEEN = { folder: "/work", output: "/output", supplied: "/supplied" } as const;

export interface SandboxedCommandsOptions {
  readonly sandbox: Sandbox;
  /** On the host. */
  readonly folders: { readonly folder: string; readonly output: string; readonly supplied: string };
  readonly toolchains: Toolchains;
}

export function sandboxedCommands({
  sandbox,
  folders,
  toolchains,
}: SandboxedCommandsOptions): CommandSandbox {
  return {
    start: ({ name, command, environment, stdin, limitSeconds }) =>
      sandbox.start({
        name,
        command,
        stdin,
        // Of the grade: nothing but loopback.
        network: "inherited",
        readOnly: [...toolchains.folders, { host: folders.supplied, seen: SEEN.supplied }],
        writable: [
          { host: folders.folder, seen: SEEN.folder },
          { host: folders.output, seen: SEEN.output },
        ],
        environment: { ...commandEnvironment(toolchains), ...environment },
        cwd: SEEN.folder,
        limits: {
          ...STAGE_LIMITS,
          wallMs: limitSeconds === Number.POSITIVE_INFINITY ? undefined : limitSeconds * 1000,
        },
      }),
  };
}

/** What programs need to run at all; the same everywhere. */
export const commandEnvironment = ({
  path,
  libraries,
}: Pick<Toolchains, "path" | "libraries">): Record<string, string> => ({
  PATH: path,
  ...(libraries !== undefined && { LD_LIBRARY_PATH: libraries }),
  HOME: "/tmp",
  LANG: "C.UTF-8",
  TZ: "UTC",
  // joblib, and scikit-learn with it, counts processors in /sys, which is not there, and says so at each start.
  LOKY_MAX_CPU_COUNT: String(STAGE_LIMITS.cpuCores),
});
