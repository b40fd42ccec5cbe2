// What every request meets before its handler, on all three origins: the audit log, the world's clock, the announced
// rate, the seeded faults. Requests that carry the lab's key pass by all of it.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AuditEntry } from "@atelier/contracts/source.ts";
import type { AuditSink } from "./audit.ts";
import type { DrawFault } from "./faults.ts";
import type { CheckRate } from "./rate-limit.ts";
import type { Shelves } from "./shelves.ts";

declare module "fastify" {
  interface FastifyReply {
    /** The request carried the lab's key. */
    fromLab: boolean;
    /** Body bytes of an answer that has no Content-Length. */
    streamedBytes: number;
    /** A fault that the event stream must apply to itself. */
    cutAfterEvents: number | null;
  }
  interface FastifyContextConfig {
    /** Faults are counted by it; "spared" meets none. */
    pathClass?: string;
  }
}

export interface GateDeps {
  readonly origin: AuditEntry["origin"];
  readonly shelves: Shelves;
  readonly audit: AuditSink;
  readonly drawFault: DrawFault;
  /** Null: no rate is announced. */
  readonly checkRate: CheckRate | null;
  readonly isLabKey: (sent: string | undefined) => boolean;
  readonly sendError: (reply: FastifyReply, status: number) => FastifyReply;
  /** Milliseconds since the source started, by the real clock. */
  readonly sinceStartMs: () => number;
  readonly delay: (ms: number) => Promise<void>;
}

const MAX_LOGGED_CHARACTERS = 1000;

export function addGate(app: FastifyInstance, deps: GateDeps): void {
  app.decorateReply("fromLab", false);
  app.decorateReply("streamedBytes", 0);
  app.decorateReply("cutAfterEvents", null);

  app.addHook("onRequest", (request, reply, done) => {
    reply.header("date", deps.shelves.now.toUTCString());
    const sentKey = request.headers["x-lab-key"];
    if (typeof sentKey === "string" && deps.isLabKey(sentKey)) {
      reply.fromLab = true;
      return done();
    }
    const audited = auditOnce(request, reply, deps);
    const pathClass = request.routeOptions.config.pathClass ?? "unknown";
    const waitSeconds = deps.checkRate?.(request.ip, deps.sinceStartMs()) ?? 0;
    if (waitSeconds > 0) {
      reply.header("retry-after", String(waitSeconds));
      return void deps.sendError(reply, 429);
    }
    if (pathClass === "spared") return done();
    const fault = deps.drawFault(request.headers["user-agent"] ?? "", pathClass);
    switch (fault.type) {
      case "none":
        return done();
      case "too-many":
        reply.header("retry-after", String(fault.retryAfterSeconds));
        return void deps.sendError(reply, 429);
      case "unavailable":
        return void deps.sendError(reply, 503);
      case "slow":
        return void deps.delay(fault.delayMs).then(() => done());
      case "reset":
        if (pathClass === "events") {
          reply.cutAfterEvents = fault.afterEvents;
          return done();
        }
        audited(0);
        reply.hijack();
        return void request.raw.socket.resetAndDestroy();
    }
  });
}

/** Records the request when it has been answered or given up; the returned function does it at once. */
function auditOnce(request: FastifyRequest, reply: FastifyReply, deps: GateDeps): (status: number) => void {
  const { raw } = reply;
  const sinceStartMs = Math.round(deps.sinceStartMs());
  const { tick } = deps.shelves;
  let recorded = false;
  const record = (status: number) => {
    if (recorded) return;
    recorded = true;
    const bodiless = request.method === "HEAD" || status === 304 || status === 0;
    deps.audit.record({
      sinceStartMs,
      origin: deps.origin,
      method: request.method,
      path: request.originalUrl.slice(0, MAX_LOGGED_CHARACTERS),
      status,
      bytes: bodiless ? 0 : reply.streamedBytes || Number(reply.getHeader("content-length") ?? 0),
      ...(reply.getHeader("content-encoding") === "gzip" && { compressed: true }),
      userAgent: (request.headers["user-agent"] ?? "").slice(0, MAX_LOGGED_CHARACTERS),
      conditional: "if-none-match" in request.headers || "if-modified-since" in request.headers,
      ...(reply.hasHeader("retry-after") && { retryAfterSeconds: Number(reply.getHeader("retry-after")) }),
      tick,
    });
  };
  raw.once("finish", () => record(raw.statusCode));
  raw.once("close", () => record(raw.statusCode));
  return record;
}
