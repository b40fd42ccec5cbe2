// The few files that pages refer to; a browser asks for each once.
import type { FastifyInstance } from "fastify";
import type { Assets } from "../assets.ts";

export function addFiles(app: FastifyInstance, assets: Assets): void {
  for (const { path, type, bytes } of Object.values(assets)) {
    app.get(path, (_request, reply) =>
      reply.type(type).header("cache-control", "public, max-age=31536000, immutable").send(bytes),
    );
  }
}
