// What the install has left, kept for the second world: a raw layer of another world would be taken for its own.
import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "@atelier/engines/run-command.ts";

/** @returns what puts the folder back as it is now, and empties the one of outputs; once, while no command runs */
export async function keepFiles(
  disk: string,
  { folder, output }: { readonly folder: string; readonly output: string },
): Promise<() => Promise<void>> {
  const kept = join(disk, "installed");
  await runCommand({ program: "cp", args: ["--archive", folder, kept] });
  return async () => {
    await rm(folder, { recursive: true });
    await rename(kept, folder);
    for (const name of await readdir(output)) await rm(join(output, name), { recursive: true });
  };
}
