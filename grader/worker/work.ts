// Opens the sandbox, examines the submission in it, and leaves nothing running.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { examine, type Examined } from "../exam/examine.ts";
import { PLAN, planOf } from "../exam/plan.ts";
import { SEEN, sandboxedCommands } from "../exam/sandboxed-commands.ts";
import { keepFiles } from "./kept-files.ts";
import { findToolchains } from "../exam/toolchains.ts";
import { openSandbox } from "../sandbox/sandbox.ts";
import type { Told } from "../told.ts";
import type { Assignment } from "./messages.ts";

export async function work(
  { submission, secret, disk, stateDir, cacheDir, only, scales }: Assignment,
  { note, signal }: { readonly note: (what: Told) => void; readonly signal: AbortSignal },
): Promise<Examined> {
  const folders = {
    folder: join(disk, "work"),
    output: join(disk, "output"),
    supplied: join(stateDir, "supplied"),
  };
  for (const folder of [stateDir, folders.supplied]) await mkdir(folder, { recursive: true, mode: 0o711 });
  const renewFiles = await keepFiles(disk, folders);
  const sandbox = await openSandbox({ stateDir: join(stateDir, "sandbox") });
  try {
    return await examine(
      {
        submission,
        secret: Buffer.from(secret, "hex"),
        folder: folders.folder,
        outputFolder: folders.output,
        seenOutput: SEEN.output,
        renewFiles,
        supplied: { folder: folders.supplied, seen: SEEN.supplied },
        sandbox: sandboxedCommands({ sandbox, folders, toolchains: await findToolchains() }),
        stateDir,
        cacheDir,
        scales,
        signal,
        note,
      },
      only ? planOf(only) : PLAN,
    );
  } finally {
    await sandbox.close();
  }
}
