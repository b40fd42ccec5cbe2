// Tar, packed or not. What Node cannot unpack, the machine's own tools do, from a pipe.
import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { extract } from "tar-stream";
import type { Packing } from "./archive-kind.ts";
import { damaged, Refusal } from "./refusal.ts";
import type { TreeWriter } from "./tree-writer.ts";
import { isOurs } from "./unpack-zip.ts";

const TOOLS: Readonly<Partial<Record<Packing, readonly [string, ...string[]]>>> = {
  xz: ["xz", "--decompress", "--stdout", "--memlimit-decompress=256MiB"],
  bzip2: ["bzip2", "--decompress", "--stdout"],
};

export async function unpackTar(archive: string, packing: Packing, writer: TreeWriter): Promise<void> {
  await unpackTarStream(unpacked(createReadStream(archive), packing), writer);
}

export async function unpackTarStream(tar: Readable, writer: TreeWriter): Promise<void> {
  const entries = extract();
  const feeding = pipeline(tar, entries).catch((error: unknown) => entries.destroy(error as Error));
  try {
    for await (const entry of entries) {
      const { name, type, mode } = entry.header;
      if (type === "directory") await writer.folder(name);
      else if (type === "file" || type === "contiguous-file") {
        // What is left out is still read past.
        await writer.file(name, (mode & 0o100) !== 0, () => entry as unknown as Readable);
      } else if (type === "link" || type === "symlink") writer.omit(name, "link");
      else writer.omit(name, "special");
      entry.resume();
    }
    await feeding;
  } catch (error) {
    tar.destroy();
    throw error instanceof Refusal || isOurs(error) ? error : damaged(error);
  }
}

function unpacked(packed: Readable, packing: Packing): Readable {
  if (packing === "none") return packed;
  if (packing === "gzip") return through(packed, createGunzip());
  if (packing === "zstd") return through(packed, createZstdDecompress());
  const [tool, ...args] = TOOLS[packing] ?? [""];
  const child = spawn(tool, args, { stdio: ["pipe", "pipe", "ignore"] });
  const output = new PassThrough();
  void pipeline(packed, child.stdin).catch(() => undefined);
  child.once("error", (error) => output.destroy(error));
  child.stdout.pipe(output, { end: false });
  child.once("close", (code) => {
    if (code === 0) output.end();
    else output.destroy(new Error(`${tool} has ended with ${code}`));
  });
  output.once("close", () => child.kill("SIGKILL"));
  return output;
}

function through<T extends NodeJS.ReadWriteStream & Readable>(packed: Readable, transform: T): T {
  packed.once("error", (error) => transform.destroy(error));
  return packed.pipe(transform);
}
