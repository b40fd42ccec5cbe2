// Copies what a repository remembers, and nothing that it would make git do: objects and references, without configuration,
// hooks, attributes, alternates, shallow marks of elsewhere, submodules or work trees. Git runs on the copy alone.
import { lstat, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { keepTree } from "./keep-tree.ts";
import { INTAKE_LIMITS } from "./limits.ts";
import { createTreeWriter } from "./tree-writer.ts";

const HEAD = /^(?:ref: refs\/heads\/[\w./-]{1,200}|[0-9a-f]{40}|[0-9a-f]{64})\n?$/u;
const PACKED_REFS_BYTES = 4 * 2 ** 20;

/** @returns whether there was a history that could be kept. A `.git` that points elsewhere is none. */
export async function keepHistory(git: string, into: string): Promise<boolean> {
  const head = await plainFile(join(git, "HEAD"), 1000);
  if (head === undefined || !HEAD.test(head) || !(await isFolder(join(git, "objects")))) return false;
  for (const part of ["objects", "refs"]) {
    await mkdir(join(into, part), { recursive: true });
    if (!(await isFolder(join(git, part)))) continue;
    await keepTree(join(git, part), createTreeWriter(join(into, part), INTAKE_LIMITS, undefined), {
      // Other people's objects, by a path of this machine or an address.
      except: new Set(["info"]),
    });
  }
  await mkdir(join(into, "info"));
  // Over all attributes of the tree: files come out as they were put in, none is left out, no program is asked.
  const attributes =
    "* -text -eol -ident -filter -diff -working-tree-encoding -export-ignore -export-subst\n";
  await writeFile(join(into, "info/attributes"), attributes);
  await writeFile(join(into, "HEAD"), head);
  const packed = await plainFile(join(git, "packed-refs"), PACKED_REFS_BYTES);
  if (packed !== undefined) await writeFile(join(into, "packed-refs"), packed);
  const shallow = await plainFile(join(git, "shallow"), PACKED_REFS_BYTES);
  if (shallow !== undefined && /^[0-9a-f\n]*$/u.test(shallow))
    await writeFile(join(into, "shallow"), shallow);
  await writeFile(join(into, "config"), "[core]\n\trepositoryformatversion = 0\n\tbare = true\n");
  return true;
}

const isFolder = async (path: string): Promise<boolean> =>
  lstat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

async function plainFile(path: string, mostBytes: number): Promise<string | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (!found?.isFile() || found.size > mostBytes) return undefined;
  return readFile(path, "utf8");
}
