// Languages that a submission's commands find: those of this machine, read only, at paths that say nothing of it.
import { execFile } from "node:child_process";
import { realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { findProgram } from "@atelier/engines/host.ts";

export interface Toolchains {
  /** Folders, and a file, to be shown beside /usr, on the host and in the sandbox. */
  readonly folders: readonly { readonly host: string; readonly seen: string }[];
  /** In the sandbox. */
  readonly path: string;
  /** In the sandbox: where a Python that is linked to a library of its own finds it. Without it, the system's would be taken. */
  readonly libraries: string | undefined;
}

const NODE = "/opt/node/bin";
const PYTHON = "/opt/python";
const PYTHON_LIBRARY = "/opt/libpython";
const UV = "/opt/uv";
const SYSTEM = "/usr/local/bin:/usr/bin:/bin";

/** Node is the one that runs us; Python and uv are the first that the user's own PATH has. */
export async function findToolchains(): Promise<Toolchains> {
  const node = { host: dirname(await realpath(process.execPath)), seen: NODE };
  const { prefix, library } = (await askPython()) ?? {};
  const uv = await findProgram("uv");
  const isOwn = prefix !== undefined && prefix !== "/usr";
  const python = isOwn ? [{ host: prefix, seen: PYTHON }] : [];
  // That file alone: its neighbours might be taken for the system's by others.
  const libraries =
    isOwn && library !== undefined ? [{ host: library, seen: join(PYTHON_LIBRARY, basename(library)) }] : [];
  const installer = uv === undefined ? [] : [{ host: dirname(await realpath(uv)), seen: UV }];
  return {
    folders: [node, ...python, ...libraries, ...installer],
    path: [
      NODE,
      ...python.map(({ seen }) => join(seen, "bin")),
      ...installer.map(({ seen }) => seen),
      SYSTEM,
    ].join(":"),
    libraries: libraries.length > 0 ? PYTHON_LIBRARY : undefined,
  };
}

/** Where the user's Python is, and the library that it is linked to, if it is. */
async function askPython(): Promise<{ prefix: string; library?: string } | undefined> {
  const python = await findProgram("python3");
  if (python === undefined) return undefined;
  const { stdout } = await promisify(execFile)(python, ["-I", "-c", ASK]);
  const [prefix = "", library = ""] = stdout.trim().split("\n");
  // The name that programs ask for, which may be a link.
  return { prefix: await realpath(prefix), ...(library !== "" && { library }) };
}

const ASK = `
import os, sys, sysconfig
print(sys.base_prefix)
if sysconfig.get_config_var("Py_ENABLE_SHARED"):
    print(os.path.join(sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("INSTSONAME")))
`;
