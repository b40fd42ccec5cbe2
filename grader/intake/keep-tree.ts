// Copies the files that are the candidate's work: ordinary files below one folder, nothing that a link reaches.
import { constants } from "node:fs";
import { lstat, open, opendir } from "node:fs/promises";
import { join } from "node:path";
import type { TreeWriter } from "./tree-writer.ts";

export interface KeepOptions {
  /** Names at the top that are not copied. */
  readonly except?: ReadonlySet<string>;
}

/** @param from a folder whose names and kinds are a stranger's. Its `.git` is not looked into. */
export async function keepTree(from: string, writer: TreeWriter, options: KeepOptions = {}): Promise<void> {
  await keepFolder(from, "", writer, options.except ?? new Set());
}

async function keepFolder(
  from: string,
  below: string,
  writer: TreeWriter,
  except: ReadonlySet<string>,
): Promise<void> {
  for await (const entry of await opendir(join(from, below), { encoding: "utf8" })) {
    const name = below === "" ? entry.name : `${below}/${entry.name}`;
    const path = join(from, name);
    if (except.has(name)) continue;
    if (entry.name === ".git") {
      if (below !== "") writer.omit(name, "nested-git");
      continue;
    }
    // A backslash is a letter here, and a slash in an archive: such a name is not guessed at.
    if (entry.name.includes("\\")) writer.omit(name, "unreadable-name");
    else if (entry.isDirectory()) {
      if (await writer.folder(name)) await keepFolder(from, name, writer, except);
    } else if (entry.isFile()) {
      const { mode } = await lstat(path);
      await writer.file(name, (mode & 0o100) !== 0, async () =>
        (
          await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
        ).createReadStream(),
      );
    } else writer.omit(name, entry.isSymbolicLink() ? "link" : "special");
  }
}
