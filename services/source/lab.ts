// The lab's own paths. They are no routes: they live behind the 404 of the site, so that without the key they cannot
// be told from an address that does not exist.
import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { LAB_PATHS } from "@atelier/contracts/source.ts";
import type { Drift } from "@atelier/world/listing.ts";
import { DriftName } from "./config.ts";

export interface LabDeps {
  /** Evolves the world once and returns the tick. */
  readonly tick: (drift?: Drift) => number;
  /** Keeps the world from evolving by its clock; returns the tick. Null in an exam, whose world has none. */
  readonly hold: ((seconds: number) => number) | null;
  /** JSON lines; null in an exam. */
  readonly auditLines: (() => Iterable<string>) | null;
  /** JSON lines of the truth at this moment; null in an exam. */
  readonly truthLines: (() => Iterable<string>) | null;
}

const Drifts = DriftName.optional();
const Seconds = z.coerce.number().int().min(0).max(3600);
const LINES_TYPE = "application/x-ndjson; charset=utf-8";
const PART_CHARACTERS = 1 << 16;

/** Answers a request that carried the key; undefined when the path is not the lab's. */
export function answerLab(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: LabDeps,
): FastifyReply | undefined {
  const [path, search] = request.url.split("?", 2);
  const searchParams = new URLSearchParams(search);
  const lines =
    path === LAB_PATHS.audit ? deps.auditLines : path === LAB_PATHS.truth ? deps.truthLines : null;
  if (request.method === "GET" && lines) {
    return reply
      .code(200)
      .type(LINES_TYPE)
      .send(Readable.from(inParts(lines())));
  }
  if (request.method === "POST" && path === LAB_PATHS.tick) {
    const drift = Drifts.safeParse(searchParams.get("drift") ?? undefined);
    if (!drift.success) return undefined;
    return reply
      .code(200)
      .type("application/json; charset=utf-8")
      .send(`{"tick":${deps.tick(drift.data)}}`);
  }
  if (request.method === "POST" && path === LAB_PATHS.hold && deps.hold) {
    const seconds = Seconds.safeParse(searchParams.get("seconds") ?? undefined);
    if (!seconds.success) return undefined;
    return reply
      .code(200)
      .type("application/json; charset=utf-8")
      .send(`{"tick":${deps.hold(seconds.data)}}`);
  }
  return undefined;
}

/** Fewer, larger writes. */
function* inParts(lines: Iterable<string>): Generator<string> {
  let part = "";
  for (const line of lines) {
    part += line;
    if (part.length < PART_CHARACTERS) continue;
    yield part;
    part = "";
  }
  yield part;
}
