// Takes a submission in, as it was sent: a folder, an archive, a repository. What comes out are ordinary files, and where
// there is one, a history that git can read without obeying it.
import { execFile } from "node:child_process";
import { constants, type Stats } from "node:fs";
import { copyFile, lstat, mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { readDocument, type RunHostile } from "../hostile/hostile.ts";
import { gitEnvironment, setting } from "../hostile/git.ts";
import { candidateCode, fingerprint, type Fingerprint } from "./fingerprint.ts";
import { keepHistory } from "./keep-history.ts";
import { keepTree } from "./keep-tree.ts";
import { INTAKE_LIMITS } from "./limits.ts";
import { Refusal } from "./refusal.ts";
import { createTreeWriter, tooBig, type Omission } from "./tree-writer.ts";
import { Unpacked } from "./unpacked.ts";

export interface Intake extends Fingerprint {
  readonly kind: "folder" | "archive" | "repository";
  /** Clean files, and folders: no link, nothing special. */
  readonly tree: string;
  /** A bare repository without any setting of its sender's. */
  readonly history: string | undefined;
  /** Stands for the names of who wrote it. */
  readonly candidate: string;
  readonly omitted: readonly Omission[];
  /** Paths that an archive has more than once. */
  readonly repeated: readonly string[];
}

const UNPACK_MS = 180_000;
const CLONE_MS = 300_000;
const MEMORY_BYTES = 512 * 2 ** 20;

/**
 * @param given a path, or the https address of a repository
 * @param into an empty folder of the grader's
 * @throws Refusal where there is nothing that can be graded
 */
export async function takeIn(given: string, into: string, run: RunHostile): Promise<Intake> {
  const tree = join(into, "tree");
  const kept = join(into, "history");
  await mkdir(tree, { recursive: true });
  const sent = await send(given, into, run);
  const history = (await keepHistory(sent.git, kept)) ? kept : undefined;
  let { files, omitted } = sent;
  if (files === undefined) {
    if (history === undefined) throw nothing();
    const unpacked = await unpack({ history }, join(into, "commit"), run);
    files = unpacked.files;
    omitted = unpacked.omitted;
  }
  const writer = createTreeWriter(tree, INTAKE_LIMITS, undefined);
  await keepTree(files, writer);
  if (sent.kind !== "folder") await rm(files, { recursive: true });
  const print = await fingerprint(tree);
  if (print.files === 0) throw nothing();
  return {
    kind: sent.kind,
    tree,
    history,
    ...print,
    candidate: candidateCode(print.sha256),
    omitted: [...omitted, ...writer.omitted],
    repeated: sent.repeated,
  };
}

interface Sent {
  readonly kind: Intake["kind"];
  /** Undefined: they are in the newest commit. */
  readonly files: string | undefined;
  readonly git: string;
  readonly omitted: readonly Omission[];
  readonly repeated: readonly string[];
}

async function send(given: string, into: string, run: RunHostile): Promise<Sent> {
  const plain = { omitted: [], repeated: [] };
  if (/^[a-z][a-z0-9+.-]*:|^[\w.-]+@[\w.-]+:/iu.test(given)) {
    return { kind: "repository", files: undefined, git: await clone(given, join(into, "clone")), ...plain };
  }
  const found = await statOf(given);
  if (found.isDirectory()) {
    const isBare = (await isFolder(join(given, "objects"))) && (await isFolder(join(given, "refs")));
    if (isBare) return { kind: "repository", files: undefined, git: given, ...plain };
    return { kind: "folder", files: given, git: join(given, ".git"), ...plain };
  }
  if (!found.isFile()) throw notFound(given);
  if (found.size > INTAKE_LIMITS.archiveBytes) throw tooBig(INTAKE_LIMITS.archiveBytes);
  // A copy that the sandbox's user may read, whoever owns the sent one.
  const archive = join(into, "sent");
  await copyFile(given, archive, constants.COPYFILE_FICLONE);
  const unpacked = await unpack({ archive }, join(into, "unpacked"), run);
  await rm(archive);
  const top = await loneFolder(unpacked.files);
  return { kind: "archive", ...unpacked, files: top, git: join(top, ".git") };
}

async function unpack(
  reads: Readonly<Record<string, string>>,
  out: string,
  run: RunHostile,
): Promise<{ files: string; omitted: readonly Omission[]; repeated: readonly string[] }> {
  const files = join(out, "files");
  await mkdir(out, { recursive: true });
  const ended = await run({
    name: "unpack",
    program: "grader/intake/unpack-main.ts",
    reads,
    writes: { out },
    memoryBytes: MEMORY_BYTES,
    wallMs: UNPACK_MS,
    diskBytes: INTAKE_LIMITS.treeBytes,
  });
  if (ended.ended !== "exited") throw tooBig(INTAKE_LIMITS.treeBytes);
  if (ended.code !== 0) throw new Error(`The unpacking child has failed: ${ended.stderr.slice(-2000)}`);
  const said = await readDocument(join(out, "unpacked.json"), Unpacked);
  if (said.refused) throw new Refusal(said.refused.code, said.refused.told);
  await mkdir(files, { recursive: true });
  return { files, omitted: said.omitted, repeated: said.repeated };
}

/** Archives often hold one folder, which holds the work. */
async function loneFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  const [only] = entries;
  if (entries.length !== 1 || !only?.isDirectory() || only.name === ".git") return folder;
  return loneFolder(join(folder, only.name));
}

async function clone(address: string, into: string): Promise<string> {
  if (!/^https:\/\/[^\s]+$/iu.test(address) || hasCredentials(address)) {
    throw new Refusal("address", {
      fr: "Adresse non admise : un dépôt se donne par https://…, sans identifiant, ou par un chemin.",
      en: "Address not admitted: a repository is given by https://…, without credentials, or by a path.",
    });
  }
  const options = [
    ...setting("protocol.allow", "never"),
    ...setting("protocol.https.allow", "always"),
    ...setting("transfer.fsckObjects", "true"),
    ...setting("core.hooksPath", "/dev/null"),
    ...setting("credential.helper", ""),
  ];
  try {
    await promisify(execFile)(
      "git",
      [...options, "clone", "--bare", "--quiet", "--template=", "--", address, into],
      {
        env: gitEnvironment(),
        timeout: CLONE_MS,
        killSignal: "SIGKILL",
      },
    );
  } catch (error) {
    throw new Refusal(
      "clone",
      {
        fr: "Le dépôt n'a pas pu être cloné : vérifiez son adresse et qu'il est public.",
        en: "The repository could not be cloned: check its address, and that it is public.",
      },
      { cause: error },
    );
  }
  return into;
}

function hasCredentials(address: string): boolean {
  const url = URL.parse(address);
  return url === null || url.username !== "" || url.password !== "";
}

async function statOf(path: string): Promise<Stats> {
  return stat(path).catch((error: unknown) => {
    throw new Refusal("not-found", notFound(path).told, { cause: error });
  });
}

const isFolder = async (path: string): Promise<boolean> =>
  lstat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

const notFound = (path: string): Refusal =>
  new Refusal("not-found", {
    fr: `Rien à corriger à cet endroit : ${path}`,
    en: `Nothing to grade there: ${path}`,
  });

const nothing = (): Refusal =>
  new Refusal("empty", { fr: "Aucun fichier : rien à corriger.", en: "No file: nothing to grade." });
