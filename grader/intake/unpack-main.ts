// Started in the sandbox: unpacks one archive, or one repository's newest commit, and says what it has left out.
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stat } from "node:fs/promises";
import { z } from "zod";
import { readHostileArguments } from "../hostile/arguments.ts";
import { gitEnvironment, gitOptions } from "../hostile/git.ts";
import { archiveKind } from "./archive-kind.ts";
import { INTAKE_LIMITS } from "./limits.ts";
import { damaged, Refusal } from "./refusal.ts";
import { createTreeWriter, type TreeWriter } from "./tree-writer.ts";
import { unpackTar, unpackTarStream } from "./unpack-tar.ts";
import { unpackZip } from "./unpack-zip.ts";
import type { Unpacked } from "./unpacked.ts";

const given = z
  .strictObject({ archive: z.string().optional(), history: z.string().optional(), out: z.string() })
  .parse(readHostileArguments(process.argv));

const files = join(given.out, "files");
let result: Unpacked;
try {
  const writer =
    given.history === undefined
      ? await unpackArchive(given.archive ?? "")
      : await unpackCommit(given.history);
  result = { refused: null, omitted: [...writer.omitted], repeated: [...writer.repeated] };
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  result = { refused: { code: error.code, told: error.told }, omitted: [], repeated: [] };
}
await writeFile(join(given.out, "unpacked.json"), JSON.stringify(result));

async function unpackArchive(archive: string): Promise<TreeWriter> {
  const found = await archiveKind(archive);
  const writer = createTreeWriter(files, INTAKE_LIMITS, (await stat(archive)).size);
  if (found.kind === "zip") await unpackZip(archive, writer);
  else if (found.kind === "tar") await unpackTar(archive, found.packing, writer);
  else {
    const name = found.kind === "other" ? found.name : undefined;
    throw new Refusal("format", {
      fr: `${name ? `Une archive ${name} n'est pas ouverte` : "Ce fichier n'est ni un zip ni un tar"} : envoyez un .zip ou un .tar.gz.`,
      en: `${name ? `A ${name} archive is not opened` : "This file is neither a zip nor a tar"}: send a .zip or a .tar.gz.`,
    });
  }
  return writer;
}

async function unpackCommit(history: string): Promise<TreeWriter> {
  const writer = createTreeWriter(files, INTAKE_LIMITS, undefined);
  const git = spawn("git", [...gitOptions(history), "archive", "--format=tar", "HEAD"], {
    env: gitEnvironment(),
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    git.once("error", reject);
    git.once("close", resolve);
  });
  const [code] = await Promise.all([ended, unpackTarStream(git.stdout, writer)]);
  if (code !== 0) throw damaged(new Error(`git archive has ended with ${code}`));
  return writer;
}
