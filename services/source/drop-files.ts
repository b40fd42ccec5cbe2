// The file drop: made by the world as a stream, measured once, sent as a stream each time.
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { DROP_FILES } from "@atelier/contracts/source.ts";
import type { World } from "@atelier/world/listing.ts";

export interface DropFile {
  readonly name: string;
  readonly contentType: string;
  readonly open: () => Readable;
  /** Reads the file through, once. */
  readonly measure: () => Promise<{ readonly bytes: number; readonly sha256: string }>;
}

type Listed = Pick<World, "customersCsv" | "pricesJsonl" | "labelsCsv">;

/** The customers' charset is what their exporter believes; the bytes are Windows-1252. */
export function createDropFiles(world: Listed): readonly DropFile[] {
  return [
    dropFile(DROP_FILES.customers, "text/csv; charset=iso-8859-1", () => Readable.from(world.customersCsv())),
    dropFile(DROP_FILES.prices, "application/gzip", () => gzipped(world.pricesJsonl())),
    dropFile(DROP_FILES.labels, "text/csv; charset=utf-8", () => Readable.from(world.labelsCsv())),
  ];
}

function gzipped(chunks: Iterable<Uint8Array>): Readable {
  const plain = Readable.from(chunks);
  const gzip = createGzip();
  plain.once("error", (error) => gzip.destroy(error));
  gzip.once("close", () => plain.destroy());
  return plain.pipe(gzip);
}

function dropFile(name: string, contentType: string, open: () => Readable): DropFile {
  let measured: Promise<{ bytes: number; sha256: string }> | undefined;
  return { name, contentType, open, measure: () => (measured ??= measure(open())) };
}

async function measure(stream: Readable) {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest("hex") };
}
