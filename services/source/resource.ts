// A representation ready to be sent: bytes, entity tag, time of change. Tags are keyed hashes of the content, so
// they say nothing but "same" or "changed".
import { createHmac } from "node:crypto";
import { gzipSync } from "node:zlib";
import { LRUCache } from "lru-cache";

export interface Resource {
  readonly contentType: string;
  readonly body: Buffer;
  /** Weak, as it is shared by the plain and the compressed form. */
  readonly etag: string;
  /** As an HTTP date. */
  readonly lastModified: string | null;
  /** Made once, when first asked for; null where compression gains nothing. */
  readonly gzipped: (() => Buffer) | null;
}

const COMPRESSIBLE = /^(?:text\/|application\/(?:json|xml|problem))/;
const MIN_COMPRESSED_BYTES = 512;

export type MakeResource = (
  contentType: string,
  body: string | Buffer,
  lastModified: Date | null,
) => Resource;

export function createResourceMaker(secret: Buffer): MakeResource {
  const key = createHmac("sha256", secret).update("etag").digest();
  return (contentType, content, lastModified) => {
    const body = typeof content === "string" ? Buffer.from(content) : content;
    const tag = createHmac("sha256", key).update(body).digest("base64url").slice(0, 22);
    let gzip: Buffer | undefined;
    const compressible = COMPRESSIBLE.test(contentType) && body.length >= MIN_COMPRESSED_BYTES;
    return {
      contentType,
      body,
      etag: `W/"${tag}"`,
      lastModified: lastModified && lastModified.toUTCString(),
      gzipped: compressible ? () => (gzip ??= gzipSync(body)) : null,
    };
  };
}

const MAX_CACHE_BYTES = 48 * 1024 * 1024;

/** Rendered resources, the least used dropped beyond 48 MB; keys name the version of what they hold. */
export function createResourceCache() {
  const cache = new LRUCache<string, Resource>({
    maxSize: MAX_CACHE_BYTES,
    // Compressed bytes come later: counted beforehand as half.
    sizeCalculation: ({ body }) => Math.ceil(body.length * 1.5) + 512,
  });
  return (key: string, make: () => Resource): Resource => {
    const known = cache.get(key);
    if (known) return known;
    const made = make();
    cache.set(key, made);
    return made;
  };
}
export type ResourceCache = ReturnType<typeof createResourceCache>;
