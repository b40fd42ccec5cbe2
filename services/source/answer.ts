// Sends a resource as HTTP asks: 304 when the client has it, compressed when the client accepts it.
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Resource } from "./resource.ts";

export function answer(request: FastifyRequest, reply: FastifyReply, resource: Resource): FastifyReply {
  reply.header("etag", resource.etag).header("cache-control", "no-cache");
  if (resource.lastModified !== null) reply.header("last-modified", resource.lastModified);
  if (resource.gzipped) reply.header("vary", "Accept-Encoding");
  if (isNotModified(request, resource)) return reply.code(304).send();
  reply.header("content-type", resource.contentType);
  if (resource.gzipped && acceptsGzip(request.headers["accept-encoding"])) {
    return reply.header("content-encoding", "gzip").send(resource.gzipped());
  }
  return reply.send(resource.body);
}

/** RFC 9110, 13.2.2: If-None-Match goes before If-Modified-Since. */
export function isNotModified(
  request: FastifyRequest,
  { etag, lastModified }: Pick<Resource, "etag" | "lastModified">,
): boolean {
  const tags = request.headers["if-none-match"];
  if (tags !== undefined) {
    return tags.split(",").some((tag) => tag.trim() === "*" || weak(tag.trim()) === weak(etag));
  }
  const since = Date.parse(request.headers["if-modified-since"] ?? "");
  return lastModified !== null && Date.parse(lastModified) <= since;
}

const weak = (tag: string) => tag.replace(/^W\//, "");

/** RFC 9110, 12.5.3: gzip is accepted when named, or by `*`, unless with q=0. */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  let byStar = false;
  for (const part of String(header ?? "").split(",")) {
    const [coding, ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
    const refused = parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
    if (coding === "gzip" || coding === "x-gzip") return !refused;
    if (coding === "*") byStar = !refused;
  }
  return byStar;
}
