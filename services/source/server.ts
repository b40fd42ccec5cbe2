// A Fastify instance as each origin needs it: nothing in its answers says what it runs on.
import { fastify, type FastifyInstance, type FastifyReply } from "fastify";

const MAX_BODY_BYTES = 16 * 1024;
/** More than Node's parser lets a request's head be: the router has no answer of its own to a long address. */
const MAX_PARAMETER_CHARACTERS = 32 * 1024;

export type SendError = (reply: FastifyReply, status: number) => FastifyReply;

/**
 * @param sendError writes the origin's own page or body for a status; it must not depend on the request
 * @param report hears of failures that are the source's own
 */
export function createServer(sendError: SendError, report: (error: Error) => void): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    routerOptions: { maxParamLength: MAX_PARAMETER_CHARACTERS },
    // The router refuses what it cannot decode before any hook runs; as an unknown address it passes the gate.
    rewriteUrl: ({ url = "/" }) => (isDecodable(url) ? url : UNKNOWN_PATH),
    clientErrorHandler: (_error, socket) => {
      if (socket.writable)
        socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    },
  });
  // Nothing here reads a body; whatever is sent is drained and ignored.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, payload, done) => {
    payload.resume();
    payload.once("end", () => done(null));
    payload.once("error", done);
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) report(error);
    return sendError(reply, status);
  });
  return app;
}

/** No route has it. */
const UNKNOWN_PATH = "/%EF%BF%BD";

function isDecodable(url: string): boolean {
  if (!url.includes("%")) return true;
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

/** A positive integer as a query parameter; null for anything else. */
export function pageNumber(text: unknown): number | null {
  if (text === undefined) return 1;
  return typeof text === "string" && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}
