// Languages that a submission's commands find: those of this machine, read only, at paths that say nothing of it.
import { execFile } from "node:child_process";
import { realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { findProgram } from "@atelier/engines/host.ts";

export interface Toolchains {
  /** Folders to be shown beside /usr, on the host and in the sandbox. */
  readonly folders: readonly { readonly host: string; readonly seen: string }[];
  /** In the sandbox. */
  readonly path: string;
}

const NODE = "/opt/node/bin";
const PYTHON = "/opt/python";
const UV = "/opt/uv";
const SYSTEM = "/usr/local/bin:/usr/bin:/bin";

/** Node is the one that runs us; Python and uv are the first that the user's own PATH has. */
export async function findToolchains(): Promise<Toolchains> {
  const node = { host: dirname(await realpath(process.execPath)), seen: NODE };
  const prefix = await pythonPrefix();
  const uv = await findProgram("uv");
  const python = prefix === undefined || prefix === "/usr" ? [] : [{ host: prefix, seen: PYTHON }];
  const installer = uv === undefined ? [] : [{ host: dirname(await realpath(uv)), seen: UV }];
  return {
    folders: [node, ...python, ...installer],
    path: [
      NODE,
      ...python.map(({ seen }) => join(seen, "bin")),
      ...installer.map(({ seen }) => seen),
      SYSTEM,
    ].join(":"),
  };
}

async function pythonPrefix(): Promise<string | undefined> {
  const python = await findProgram("python3");
  if (python === undefined) return undefined;
  const { stdout } = await promisify(execFile)(python, ["-I", "-c", "import sys; print(sys.base_prefix)"]);
  return realpath(stdout.trim());
}
