// Writes files below a root, within limits. No link is ever made there, so none can be followed; files are ordinary ones.
import { createWriteStream } from "node:fs";
import { lstat, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Transform, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { entryPath } from "./entry-path.ts";
import type { IntakeLimits } from "./limits.ts";
import { Refusal } from "./refusal.ts";

export const OMISSIONS = [
  "outside",
  "unreadable-name",
  "too-long",
  "link",
  "special",
  "conflict",
  "nested-git",
] as const;
export const Omission = z.strictObject({ name: z.string().max(1000), reason: z.enum(OMISSIONS) });
export type Omission = z.infer<typeof Omission>;

export interface TreeWriter {
  readonly omitted: readonly Omission[];
  /** Paths that came more than once: the last one stands. */
  readonly repeated: readonly string[];
  /** @returns whether it is kept. @throws Refusal past a limit. */
  folder(name: string): Promise<boolean>;
  file(name: string, executable: boolean, open: () => Readable | Promise<Readable>): Promise<void>;
  omit(name: string, reason: Omission["reason"]): void;
}

const MOST_NOTED = 200;

/** @param packedBytes of the archive, for the ratio; undefined where nothing was packed. */
export function createTreeWriter(
  root: string,
  limits: IntakeLimits,
  packedBytes: number | undefined,
): TreeWriter {
  const omitted: Omission[] = [];
  const repeated: string[] = [];
  const written = new Set<string>();
  let seen = 0;
  let bytes = 0;

  const omit: TreeWriter["omit"] = (name, reason) => {
    if (omitted.length < MOST_NOTED) omitted.push({ name: name.slice(0, 300), reason });
  };
  const count = (more: number): void => {
    bytes += more;
    if (bytes > limits.treeBytes) throw tooBig(limits.treeBytes);
    if (packedBytes !== undefined && bytes > limits.ratioFromBytes && bytes > limits.ratio * packedBytes) {
      throw new Refusal("bomb", {
        fr: `L'archive se déplie en plus de ${limits.ratio} fois sa taille : elle n'est pas ouverte.`,
        en: `The archive unpacks to more than ${limits.ratio} times its size: it is not opened.`,
      });
    }
  };
  const admit = (name: string): string | undefined => {
    seen += 1;
    if (seen > limits.entriesSeen) throw tooMany(limits.entriesSeen);
    const safe = entryPath(name);
    if ("omitted" in safe) {
      if (safe.omitted !== "ordinary") omit(name, safe.omitted);
      return undefined;
    }
    return safe.path;
  };
  return {
    omitted,
    repeated,
    omit,
    async folder(name) {
      const path = admit(name);
      if (path === undefined) return false;
      const made = await makeFolder(join(root, path));
      if (!made) omit(name, "conflict");
      return made;
    },
    async file(name, executable, open) {
      const path = admit(name);
      if (path === undefined || path === "") return;
      const target = join(root, path);
      if (written.has(path)) {
        if (repeated.length < MOST_NOTED) repeated.push(path);
        await rm(target);
      } else if (written.size >= limits.entries) throw tooMany(limits.entries);
      if (!(await makeFolder(dirname(target))) || (await exists(target))) {
        omit(name, "conflict");
        return;
      }
      written.add(path);
      const counted = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          try {
            count(chunk.length);
            done(null, chunk);
          } catch (error) {
            done(error as Error);
          }
        },
      });
      const file = createWriteStream(target, { flags: "wx", mode: executable ? 0o755 : 0o644 });
      await pipeline(await open(), counted, file);
    },
  };
}

/** False where a file stands in its way. */
async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path, { recursive: true, mode: 0o755 });
    return true;
  } catch (error) {
    if (["EEXIST", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}

const exists = async (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

export const tooBig = (limit: number): Refusal =>
  new Refusal("too-big", {
    fr: `Plus de ${Math.floor(limit / 2 ** 20)} Mo : retirez les données et les environnements, les sources suffisent.`,
    en: `More than ${Math.floor(limit / 2 ** 20)} MB: leave data and environments out, the sources are enough.`,
  });

const tooMany = (limit: number): Refusal =>
  new Refusal("too-many-files", {
    fr: `Plus de ${limit} fichiers : retirez ce que vos outils ont produit.`,
    en: `More than ${limit} files: leave out what your tools have made.`,
  });
