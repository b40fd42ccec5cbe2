// A Fastify instance as each origin needs it: nothing in its answers says what it runs on.
import { fastify, type FastifyInstance, type FastifyReply } from "fastify";

const MAX_BODY_BYTES = 16 * 1024;

export type SendError = (reply: FastifyReply, status: number) => FastifyReply;

/** @param sendError writes the origin's own page or body for a status; it must not depend on the request. */
export function createServer(sendError: SendError): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    // An ordinary error page for addresses that cannot be decoded, instead of the framework's words.
    frameworkErrors: (_error, _request, reply) => void sendError(reply, 400),
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
    return sendError(reply, status);
  });
  return app;
}

/** A positive integer as a query parameter; null for anything else. */
export function pageNumber(text: unknown): number | null {
  if (text === undefined) return 1;
  return typeof text === "string" && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}
