// This process as the command line sees a machine: what its pieces need to start services.
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Machine } from "@atelier/cli/machine.ts";

export const machine: Machine = {
  environment: process.env,
  checkout: realpathSync(fileURLToPath(new URL("../..", import.meta.url))),
  node: process.execPath,
  pid: process.pid,
  userId: process.getuid?.() ?? -1,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  interrupted: new AbortController().signal,
};
